package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What custom rules look at, as trees in the sense of {@link PropertyTrees}. Only entities that an active rule names
 * have to be filled ({@link SourcingConfiguration#entitiesOfRules}). The trees are not copied and must not change. What
 * belongs to facilities may be shared by many requests.
 *
 * @param order the order as its API answers it
 * @param orderingFacility the facility that the order names; null when it names none
 * @param orderingFacilityGroups the groups of that facility
 * @param facilities by id
 * @param carriers connected carriers by id of the facility
 * @param listings by id of the facility, then by article
 */
public record RuleProperties(
        @Nullable Object order,
        @Nullable Object orderingFacility,
        List<?> orderingFacilityGroups,
        Map<String, ?> facilities,
        Map<String, ? extends List<?>> carriers,
        Map<String, ? extends Map<String, ?>> listings) {

    /** Nothing: every property is missing. */
    public static final RuleProperties NONE = new RuleProperties(null, null, List.of(), Map.of(), Map.of(), Map.of());

    public RuleProperties {
        Objects.requireNonNull(orderingFacilityGroups, "orderingFacilityGroups");
        Objects.requireNonNull(facilities, "facilities");
        Objects.requireNonNull(carriers, "carriers");
        Objects.requireNonNull(listings, "listings");
    }

    /** The same network, seen by another order. */
    public RuleProperties of(
            @Nullable Object otherOrder, @Nullable Object otherOrderingFacility, List<?> groupsOfThatFacility) {
        return new RuleProperties(
                otherOrder, otherOrderingFacility, groupsOfThatFacility, facilities, carriers, listings);
    }

    List<Object> listings(String facilityId, Collection<String> articleIds) {
        List<Object> found = new ArrayList<>();
        Map<String, ?> atFacility = listings.get(facilityId);
        if (atFacility != null) {
            for (String articleId : articleIds) {
                Object listing = atFacility.get(articleId);
                if (listing != null) {
                    found.add(listing);
                }
            }
        }
        return found;
    }

    @Nullable
    Object listing(String facilityId, String articleId) {
        Map<String, ?> atFacility = listings.get(facilityId);
        return atFacility == null ? null : atFacility.get(articleId);
    }
}
