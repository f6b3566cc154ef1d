package io.waybill.platform.inventory;

import java.util.Map;

/**
 * What a routing plan wants reserved at its facility: all of it or nothing.
 *
 * @param quantities units per tenantArticleId, each at least 1
 * @param evenIfShort reserve although not everything is available: a person decided so (manual assignment). What is
 *     missing waits for the next stock that fits.
 */
public record ReservationRequest(
        String routingPlanId,
        String orderId,
        String processId,
        String facilityId,
        Map<String, Integer> quantities,
        boolean evenIfShort) {}
