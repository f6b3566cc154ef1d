package io.waybill.connector.status;

/**
 * Which order states the connector may set.
 *
 * @param completes whether an order that was delivered becomes Complete
 * @param cancels whether an order that the platform cancelled becomes Cancelled
 */
record StatePolicy(boolean completes, boolean cancels) {}
