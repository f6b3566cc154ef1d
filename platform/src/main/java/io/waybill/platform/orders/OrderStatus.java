package io.waybill.platform.orders;

/** Status of an order (platform.md 5.4). There is none for "done": progress lives in the process. */
public enum OrderStatus {
    /** Being fulfilled, for life unless cancelled. */
    OPEN,
    /** Final: nothing of it is fulfilled any more. */
    CANCELLED,
    /** Routed and reserved until its promise expires or is confirmed; not picked. */
    PROMISED,
    /** Routed and reserved until it is unlocked; not picked. */
    LOCKED,
    /** Final: superseded. */
    OBSOLETE;

    /** Whether the order holds its tenantOrderId and may still change. */
    public boolean isActive() {
        return this == OPEN || this == PROMISED || this == LOCKED;
    }
}
