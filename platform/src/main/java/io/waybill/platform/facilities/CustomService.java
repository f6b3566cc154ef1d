package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to goods after they are picked, such as engraving or wrapping. Which facilities do it, and how long it
 * takes them, is a {@link FacilityCustomService}.
 *
 * @param tenantCustomServiceId the tenant's own id of it, unique where there is one
 * @param name what stands for all languages
 * @param description what stands for all languages
 * @param additionalInformation what whoever orders it is asked for, such as the text to engrave
 * @param executionTimeInMin minutes that it takes where a facility does not say otherwise
 * @param itemsReturnable whether goods can be sent back after it
 */
public record CustomService(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        @Nullable String tenantCustomServiceId,
        Status status,
        Map<String, String> nameLocalized,
        @Nullable String name,
        @Nullable Map<String, String> descriptionLocalized,
        @Nullable String description,
        List<AdditionalInformation> additionalInformation,
        @Nullable Integer executionTimeInMin,
        @Nullable List<String> imageRefs,
        ItemsRequired itemsRequired,
        @Nullable Boolean itemsReturnable,
        @Nullable Map<String, JsonNode> customAttributes)
        implements Resource<CustomService> {

    /** How many questions a service may ask: the contract's limit. */
    static final int MOST_INFORMATION = 15;

    /** Thirty days: the longest that a service may take, in minutes; the contract names no limit. */
    static final int LONGEST_EXECUTION = 43_200;

    /** {@code ENABLED} and {@code DISABLED} are the older names of {@code ACTIVE} and {@code INACTIVE}. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        ENABLED,
        DISABLED
    }

    /** Whether the service is done to goods, or stands for itself. */
    public enum ItemsRequired {
        MANDATORY,
        NONE
    }

    /** What is answered to a question of a service. */
    public enum ValueType {
        STRING,
        BOOLEAN,
        NUMBER,
        NOVALUE,
        INPUT_MULTILINE_STRING
    }

    /** Whether it can be ordered. */
    @JsonIgnore
    public boolean isActive() {
        return status == Status.ACTIVE || status == Status.ENABLED;
    }

    @Override
    public CustomService touched(long newVersion, Instant now) {
        return new CustomService(
                id,
                newVersion,
                created,
                now,
                tenantCustomServiceId,
                status,
                nameLocalized,
                name,
                descriptionLocalized,
                description,
                additionalInformation,
                executionTimeInMin,
                imageRefs,
                itemsRequired,
                itemsReturnable,
                customAttributes);
    }

    CustomService with(List<AdditionalInformation> information) {
        return new CustomService(
                id,
                version,
                created,
                lastModified,
                tenantCustomServiceId,
                status,
                nameLocalized,
                name,
                descriptionLocalized,
                description,
                information,
                executionTimeInMin,
                imageRefs,
                itemsRequired,
                itemsReturnable,
                customAttributes);
    }

    /** A question of a service. */
    public record AdditionalInformation(
            String id,
            @Nullable String tenantAdditionalInformationId,
            Map<String, String> nameLocalized,
            @Nullable String name,
            @Nullable Map<String, String> descriptionLocalized,
            @Nullable String description,
            @Nullable Boolean isMandatory,
            ValueType valueType) {}

    /** What a client says of a question. */
    record Question(
            @Nullable @Size(min = 1, max = 256) String tenantAdditionalInformationId,

            @NotNull @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> nameLocalized,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> descriptionLocalized,

            @Nullable Boolean isMandatory,
            @NotNull ValueType valueType) {

        AdditionalInformation information(String id) {
            return new AdditionalInformation(
                    id,
                    tenantAdditionalInformationId,
                    nameLocalized,
                    LocalizedText.of(nameLocalized),
                    descriptionLocalized,
                    descriptionLocalized == null ? null : LocalizedText.of(descriptionLocalized),
                    isMandatory,
                    valueType);
        }
    }

    /** What a client says of a new service. */
    record Content(
            @Nullable @Size(min = 1, max = 256) String tenantCustomServiceId,
            @NotNull Status status,

            @NotNull @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> nameLocalized,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> descriptionLocalized,

            @Nullable @Size(max = MOST_INFORMATION) List<@NotNull @Valid Question> additionalInformation,

            @Nullable @Min(0) @Max(LONGEST_EXECUTION) Integer executionTimeInMin,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 2000) String> imageRefs,
            @NotNull ItemsRequired itemsRequired,
            @Nullable Boolean itemsReturnable,
            @Nullable Map<String, JsonNode> customAttributes) {}

    /**
     * What of a service becomes different; what is null stays.
     *
     * @param imageRefs only an action may change them, and only a patch without actions the attributes, as in the contract
     */
    record Changes(
            @Nullable @Size(min = 1, max = 256) String tenantCustomServiceId,
            @Nullable Status status,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> nameLocalized,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> descriptionLocalized,

            @Nullable @Min(0) @Max(LONGEST_EXECUTION) Integer executionTimeInMin,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 2000) String> imageRefs,
            @Nullable ItemsRequired itemsRequired,
            @Nullable Boolean itemsReturnable,
            @Nullable Map<String, JsonNode> customAttributes) {

        CustomService of(CustomService before) {
            Map<String, String> names = nameLocalized == null ? before.nameLocalized : nameLocalized;
            Map<String, String> descriptions =
                    descriptionLocalized == null ? before.descriptionLocalized : descriptionLocalized;
            return new CustomService(
                    before.id,
                    before.version,
                    before.created,
                    before.lastModified,
                    tenantCustomServiceId == null ? before.tenantCustomServiceId : tenantCustomServiceId,
                    status == null ? before.status : status,
                    names,
                    LocalizedText.of(names),
                    descriptions,
                    descriptions == null ? null : LocalizedText.of(descriptions),
                    before.additionalInformation,
                    executionTimeInMin == null ? before.executionTimeInMin : executionTimeInMin,
                    imageRefs == null ? before.imageRefs : imageRefs,
                    itemsRequired == null ? before.itemsRequired : itemsRequired,
                    itemsReturnable == null ? before.itemsReturnable : itemsReturnable,
                    customAttributes == null ? before.customAttributes : customAttributes);
        }
    }
}
