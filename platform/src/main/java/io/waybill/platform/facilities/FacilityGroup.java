package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facilities under one name, for whatever is meant for all of them.
 *
 * @param tenantFacilityGroupId the tenant's own id of it, unique
 * @param name what stands for all languages
 * @param facilityRefs ids of its facilities, each once, in the order in which they were put in
 * @param facilityCount how many these are
 */
public record FacilityGroup(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String tenantFacilityGroupId,
        Map<String, String> nameLocalized,
        @Nullable String name,
        List<String> facilityRefs,
        int facilityCount,
        @Nullable Map<String, JsonNode> customAttributes)
        implements Resource<FacilityGroup> {

    /** How many facilities a group may hold: the platform's quota. */
    static final int MOST_FACILITIES = 1_000;

    /** In how many groups a facility may be: the platform's quota. */
    static final int MOST_GROUPS_OF_A_FACILITY = 20;

    @Override
    public FacilityGroup touched(long newVersion, Instant now) {
        return new FacilityGroup(
                id,
                newVersion,
                created,
                now,
                tenantFacilityGroupId,
                nameLocalized,
                name,
                facilityRefs,
                facilityCount,
                customAttributes);
    }

    FacilityGroup with(List<String> facilities) {
        return new FacilityGroup(
                id,
                version,
                created,
                lastModified,
                tenantFacilityGroupId,
                nameLocalized,
                name,
                facilities,
                facilities.size(),
                customAttributes);
    }

    FacilityGroup plus(List<String> facilities) {
        Set<String> all = new LinkedHashSet<>(facilityRefs);
        all.addAll(facilities);
        return with(new ArrayList<>(all));
    }

    FacilityGroup without(List<String> facilities) {
        return with(facilityRefs.stream().filter(id -> !facilities.contains(id)).toList());
    }

    /** What a client says of a group: at its creation, and when it is replaced. */
    record Content(
            @NotNull @Size(min = 1, max = 256) String tenantFacilityGroupId,
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,
            @NotNull @Size(max = MOST_FACILITIES) List<@NotNull @Size(min = 1, max = 256) String> facilityRefs,
            @Nullable Map<String, JsonNode> customAttributes) {

        FacilityGroup group(String id, long version, Instant created, Instant lastModified) {
            List<String> facilities = new ArrayList<>(new LinkedHashSet<>(facilityRefs));
            return new FacilityGroup(
                    id,
                    version,
                    created,
                    lastModified,
                    tenantFacilityGroupId,
                    nameLocalized,
                    LocalizedText.of(nameLocalized),
                    facilities,
                    facilities.size(),
                    customAttributes);
        }
    }

    /** Replaces a group: a list of facilities or attributes that it leaves out are gone; id and name have to be there. */
    record Replacement(
            @NotNull Long version,
            @NotNull @Size(min = 1, max = 256) String tenantFacilityGroupId,
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> nameLocalized,

            @Nullable @Size(max = MOST_FACILITIES) List<@NotNull @Size(min = 1, max = 256) String> facilityRefs,

            @Nullable Map<String, JsonNode> customAttributes) {

        Content content() {
            return new Content(
                    tenantFacilityGroupId,
                    nameLocalized,
                    facilityRefs == null ? List.of() : facilityRefs,
                    customAttributes);
        }
    }

    /** The names of the actions on the wire; without a version they change whatever is there. */
    enum ActionName {
        ADD_FACILITIES_TO_GROUP,
        VERSIONLESS_ADD_FACILITIES_TO_GROUP,
        REMOVE_FACILITIES_FROM_GROUP,
        VERSIONLESS_REMOVE_FACILITIES_FROM_GROUP;

        boolean adds() {
            return this == ADD_FACILITIES_TO_GROUP || this == VERSIONLESS_ADD_FACILITIES_TO_GROUP;
        }

        boolean versioned() {
            return this == ADD_FACILITIES_TO_GROUP || this == REMOVE_FACILITIES_FROM_GROUP;
        }
    }

    /** Puts facilities in or takes them out. */
    record Action(
            @NotNull ActionName name,
            @Nullable Long version,
            @Nullable @Size(min = 1, max = 200) List<@NotNull @Size(min = 1, max = 256) String> facilitiesToAdd,
            @Nullable @Size(min = 1, max = 200) List<@NotNull @Size(min = 1, max = 256) String> facilitiesToRemove) {}
}
