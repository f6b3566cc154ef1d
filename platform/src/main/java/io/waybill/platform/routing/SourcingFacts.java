package io.waybill.platform.routing;

import io.waybill.platform.inventory.Place;
import io.waybill.sourcing.SourcingFacility.Operations;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import java.util.Map;

/**
 * What standard rules look at beyond facilities, listings and stock, as far as it was asked for.
 *
 * @param operations by facility; of one that is not in the map nothing is known
 * @param measures of articles at facilities
 */
record SourcingFacts(Map<String, Operations> operations, Map<Measure, Map<Place, Long>> measures) {

    static final SourcingFacts NONE = new SourcingFacts(Map.of(), Map.of());

    Operations of(String facilityId) {
        return operations.getOrDefault(facilityId, Operations.UNKNOWN);
    }
}
