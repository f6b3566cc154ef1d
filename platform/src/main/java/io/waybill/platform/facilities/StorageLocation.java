package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where stock lies within a facility.
 *
 * @param zoneRef of the zone it belongs to; null for none
 * @param traitConfig what holds for its stock instead of the defaults; the last entry for a trait counts
 * @param traits what comes of defaults and {@code traitConfig}
 */
public record StorageLocation(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        String name,
        Type type,
        List<String> scannableCodes,
        List<RunningSequence> runningSequences,
        @Nullable String information,
        @Nullable String tenantLocationId,
        @Nullable String zoneRef,
        @Nullable List<TraitSetting> traitConfig,
        List<StorageTrait> traits,
        @Nullable Map<String, JsonNode> customAttributes)
        implements Resource<StorageLocation> {

    /** For one article or for many. */
    public enum Type {
        SINGLE_STORAGE,
        BULK_STORAGE
    }

    /** What a sequence is for. */
    public enum SequenceType {
        PICKING_SEQUENCE,
        RESTOW_SEQUENCE
    }

    /** A trait switched on or off. */
    public record TraitSetting(
            @NotNull StorageTrait trait, @NotNull Boolean enabled) {}

    /**
     * The place of the location in the order in which a person walks by.
     *
     * @param score the place, higher ones first; null when it has none
     */
    public record RunningSequence(
            @NotNull SequenceType type,
            @Nullable @Digits(integer = 12, fraction = 6) BigDecimal score,
            @Nullable @Size(max = 256) String nextStorageLocationRef,
            @Nullable @Size(max = 256) String previousStorageLocationRef) {}

    @Override
    public StorageLocation touched(long newVersion, Instant now) {
        return new StorageLocation(
                id,
                newVersion,
                created,
                now,
                facilityRef,
                name,
                type,
                scannableCodes,
                runningSequences,
                information,
                tenantLocationId,
                zoneRef,
                traitConfig,
                traits,
                customAttributes);
    }

    /** Whether the trait holds for stock that says nothing of it itself. */
    public boolean has(StorageTrait trait) {
        return traits.contains(trait);
    }

    private static boolean has(StorageTrait trait, @Nullable List<TraitSetting> config) {
        boolean enabled = trait.byDefault();
        if (config != null) {
            for (TraitSetting setting : config) {
                enabled = setting.trait() == trait ? setting.enabled() : enabled;
            }
        }
        return enabled;
    }

    Content content() {
        return new Content(
                name,
                type,
                scannableCodes,
                runningSequences,
                information,
                tenantLocationId,
                zoneRef,
                null,
                traitConfig,
                customAttributes,
                version);
    }

    /**
     * What a client says of a storage location; {@code traits} are computed and therefore ignored.
     *
     * @param zoneName names the zone where {@code zoneRef} does not
     * @param version that the client saw; needed to replace a location, ignored for a new one
     */
    record Content(
            @NotNull @Size(min = 1, max = 15) String name,
            @NotNull Type type,
            @NotNull @Size(max = 5) List<@NotNull @Size(min = 1, max = 256) String> scannableCodes,
            @NotNull @Size(max = 10) List<@NotNull @Valid RunningSequence> runningSequences,
            @Nullable @Size(max = 1024) String information,
            @Nullable @Size(max = 256) String tenantLocationId,
            @Nullable @Size(max = 256) String zoneRef,
            @Nullable @Size(max = 256) String zoneName,
            @Nullable @Size(max = 25) List<@NotNull @Valid TraitSetting> traitConfig,
            @Nullable Map<String, JsonNode> customAttributes,
            @Nullable Long version) {

        /** @param zoneId of the zone that the body names; null when it names none */
        StorageLocation location(
                String id,
                long locationVersion,
                Instant created,
                Instant lastModified,
                String facilityId,
                @Nullable String zoneId) {
            return new StorageLocation(
                    id,
                    locationVersion,
                    created,
                    lastModified,
                    facilityId,
                    name,
                    type,
                    scannableCodes,
                    runningSequences,
                    information,
                    tenantLocationId,
                    zoneId,
                    traitConfig,
                    Arrays.stream(StorageTrait.values())
                            .filter(trait -> has(trait, traitConfig))
                            .toList(),
                    customAttributes);
        }
    }

    /** Changes what the actions name, one after the other. */
    record Patch(
            @NotNull Long version, @NotEmpty @Size(max = 25) List<@NotNull @Valid Modification> actions) {}

    /** What is left out stays as it is. */
    @ClosedSchema
    record Modification(
            @NotNull @Pattern(regexp = "ModifyStorageLocation", message = "must be ModifyStorageLocation")
            String action,

            @Nullable @Size(min = 1, max = 15) String name,
            @Nullable Type type,
            @Nullable @Size(max = 5) List<@NotNull @Size(min = 1, max = 256) String> scannableCodes,
            @Nullable @Size(max = 10) List<@NotNull @Valid RunningSequence> runningSequences,
            @Nullable @Size(max = 1024) String information,
            @Nullable @Size(max = 256) String tenantLocationId,
            @Nullable @Size(max = 256) String zoneRef,
            @Nullable @Size(max = 25) List<@NotNull @Valid TraitSetting> traitConfig,
            @Nullable List<@NotNull StorageTrait> traits,
            @Nullable Map<String, JsonNode> customAttributes) {

        Content over(Content before) {
            return new Content(
                    Objects.requireNonNullElse(name, before.name),
                    Objects.requireNonNullElse(type, before.type),
                    Objects.requireNonNullElse(scannableCodes, before.scannableCodes),
                    Objects.requireNonNullElse(runningSequences, before.runningSequences),
                    information == null ? before.information : information,
                    tenantLocationId == null ? before.tenantLocationId : tenantLocationId,
                    zoneRef == null ? before.zoneRef : zoneRef,
                    null,
                    traitConfig == null ? before.traitConfig : traitConfig,
                    customAttributes == null ? before.customAttributes : customAttributes,
                    before.version);
        }
    }
}
