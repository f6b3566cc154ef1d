package io.waybill.platform.events;

/** How far the delivery of an event to a subscription is. */
public enum DeliveryState {
    /** It has not been tried yet. */
    WAITING("d.state = 'PENDING' and d.attempts = 0"),

    /** It failed and is tried again. */
    RETRIED("d.state = 'PENDING' and d.attempts > 0"),

    /** It failed for so long that it waits for a person. */
    PARKED("d.state = 'PARKED'"),

    /** The target acknowledged it. */
    DELIVERED("false");

    private final String condition;

    DeliveryState(String condition) {
        this.condition = condition;
    }

    /** In SQL, about the row {@code d} of a delivery; written out, so that indexes with conditions are used. */
    String condition() {
        return condition;
    }

    static DeliveryState of(boolean parked, int attempts) {
        return parked ? PARKED : attempts > 0 ? RETRIED : WAITING;
    }
}
