package io.waybill.platform.routing;

import io.waybill.platform.inventory.Place;
import io.waybill.sourcing.SourcingFacility.Operations;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What standard rules look at beyond facilities, listings and stock, as far as it was asked for.
 *
 * @param operations by facility; of one that is not in the map nothing is known
 * @param measures of articles at facilities
 * @param currency in which all carriers name their costs; null when they name none, or each says its own
 */
record SourcingFacts(
        Map<String, Operations> operations,
        Map<Measure, Map<Place, Long>> measures,
        @Nullable String currency) {

    static final SourcingFacts NONE = new SourcingFacts(Map.of(), Map.of(), null);

    Operations of(String facilityId) {
        return operations.getOrDefault(facilityId, Operations.UNKNOWN);
    }
}
