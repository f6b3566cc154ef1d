package io.waybill.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the tenant wants delivery notes or return notes to look: texts by locale instead of Waybill's own, a sender instead of
 * the facility, a logo. Each kind of note fills only what the contract gives it.
 *
 * @param logo data address of the image; never answered
 */
@RecordBuilder
record NoteConfiguration(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Map<String, String> headline,
        Map<String, String> orderNumberLabel,
        Map<String, String> orderDateLabel,
        Map<String, String> articleIdLabel,
        Map<String, String> articleTitleLabel,
        Map<String, String> quantityLabel,
        Map<String, String> pageLabel,
        @Nullable Map<String, String> substituteText,
        @Nullable Map<String, String> description,
        @Nullable Map<String, String> disclaimerHeadline,
        @Nullable Map<String, String> disclaimer,
        @Nullable Map<String, String> returnReasonLabel,
        @Nullable Map<String, String> returnReasonExplanationHeadline,
        @Nullable Map<String, String> returnReasonExplanation,
        @Nullable List<Map<String, String>> reasons,
        @Nullable Boolean displayPageLabel,
        @Nullable CompanyAddress companyAddress,
        @Nullable String logoUrl,
        @Nullable String logo)
        implements Resource<NoteConfiguration>, NoteConfigurationBuilder.With {

    /** Texts by locale, as clients send them. */
    private static final int LOCALES = 100;

    private static final int LONGEST_LABEL = 500;
    private static final int LONGEST_PARAGRAPH = 5_000;
    private static final int MOST_REASONS = 12;

    @Override
    public NoteConfiguration touched(long newVersion, Instant modified) {
        return with(configuration -> configuration.version(newVersion).lastModified(modified));
    }

    /** A file in a request: base64 of its content. */
    @ClosedSchema
    record NamedFile(
            @NotNull @Size(min = 1, max = 500) String name,
            @NotNull @Size(min = 1, max = 1_400_000) String content) {}

    /** The body of the PUT for delivery notes. */
    record ForDeliveryNotes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> headline,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> orderNumberLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> orderDateLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> articleIdLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> articleTitleLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> quantityLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> pageLabel,
            @Nullable @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> substituteText,
            @Nullable @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_PARAGRAPH) String> description,
            @Nullable @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_PARAGRAPH) String> disclaimer,
            @Nullable @Valid CompanyAddress companyAddress,
            @Nullable @Valid NamedFile logo,
            @Nullable JsonNode pdfBackgroundConfiguration) {}

    /** The body of the PUT for return notes. */
    @ClosedSchema
    record ForReturnNotes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> headline,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> orderNumberLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> orderDateLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> articleIdLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> articleTitleLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> quantityLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> pageLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> returnReasonLabel,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> disclaimerHeadline,
            @NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_PARAGRAPH) String> disclaimer,
            @Nullable @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String> substituteText,

            @Nullable @Size(max = LOCALES)
            Map<String, @NotNull @Size(max = LONGEST_LABEL) String> returnReasonExplanationHeadline,

            @Nullable @Size(max = LOCALES)
            Map<String, @NotNull @Size(max = LONGEST_PARAGRAPH) String> returnReasonExplanation,

            @Nullable @Size(max = MOST_REASONS)
            List<@NotNull @Size(max = LOCALES) Map<String, @NotNull @Size(max = LONGEST_LABEL) String>> reasons,

            @Nullable Boolean displayPageLabel,
            @Nullable @Valid CompanyAddress companyAddress,
            @Nullable @Valid NamedFile logo,
            @Nullable JsonNode pdfBackgroundConfiguration) {}
}
