package io.waybill.platform.inventory;

import java.util.Map;
import java.util.Set;

/**
 * What a routing plan wants reserved at its facility: all of it or nothing.
 *
 * @param quantities units per tenantArticleId, each at least 1
 * @param evenIfShort reserve although not everything is available: a person decided so (manual assignment). What is
 *     missing waits for the next stock that fits.
 * @param insteadOf plans whose reservations are released in the same transaction if this one is made; until then they
 *     count as available to it
 */
public record ReservationRequest(
        String routingPlanId,
        String orderId,
        String processId,
        String facilityId,
        Map<String, Integer> quantities,
        boolean evenIfShort,
        Set<String> insteadOf) {

    /** Reserved in addition to whatever else is. */
    public ReservationRequest(
            String routingPlanId,
            String orderId,
            String processId,
            String facilityId,
            Map<String, Integer> quantities,
            boolean evenIfShort) {
        this(routingPlanId, orderId, processId, facilityId, quantities, evenIfShort, Set.of());
    }
}
