package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tags ask for packing, and which documents and stickers they bring along.
 *
 * @param packJobCreationPerTag see {@link #asksForPacking}
 */
@RecordBuilder
record PackJobTagConfiguration(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        List<PerTag> packJobCreationPerTag,
        JsonNode offeredDocumentsByDefault,
        JsonNode offeredDocumentsPerTag,
        @Nullable JsonNode stickerConfiguration,
        @Nullable JsonNode lineItemStickerConfiguration)
        implements Resource<PackJobTagConfiguration>, PackJobTagConfigurationBuilder.With {

    /** What a tag says about packing, where it has one of the values. */
    record PerTag(
            @NotNull @Size(min = 1, max = 256) String tagRef,
            @NotNull @Size(max = 500) List<@NotNull @Size(max = 256) String> matchingValues,
            @NotNull Boolean packJobCreationDisabled) {

        boolean matches(List<TagReference> tags) {
            return tags.stream().anyMatch(tag -> tag.id().equals(tagRef) && matchingValues.contains(tag.value()));
        }
    }

    /** The body of the PUT. */
    record ForUpsert(
            @Nullable @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid PerTag> packJobCreationPerTag,
            @NotNull JsonNode offeredDocumentsByDefault,
            @NotNull JsonNode offeredDocumentsPerTag,
            @Nullable JsonNode stickerConfiguration,
            @Nullable JsonNode lineItemStickerConfiguration) {}

    @Override
    public PackJobTagConfiguration touched(long newVersion, Instant modified) {
        return with(configuration -> configuration.version(newVersion).lastModified(modified));
    }

    /**
     * Whether goods with these tags are packed: not where a matching entry disables it; else where an entry that
     * enables it matches, or where no entry enables anything, which then means everything.
     */
    boolean asksForPacking(List<TagReference> tags) {
        if (packJobCreationPerTag.stream().anyMatch(entry -> entry.packJobCreationDisabled() && entry.matches(tags))) {
            return false;
        }
        List<PerTag> enabling = packJobCreationPerTag.stream()
                .filter(entry -> !entry.packJobCreationDisabled())
                .toList();
        return enabling.isEmpty() || enabling.stream().anyMatch(entry -> entry.matches(tags));
    }
}
