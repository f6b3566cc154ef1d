package io.waybill.platform.inventory;

/**
 * Units of an article at a facility that are promised to a routing plan.
 *
 * @param quantity units, at least 1
 */
record Reservation(String id, Place place, int quantity, String orderId, String processId, String routingPlanId) {}
