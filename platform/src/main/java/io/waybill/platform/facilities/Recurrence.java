package io.waybill.platform.facilities;

/** Whether a closing day comes back every year. */
public enum Recurrence {
    YEARLY,
    NONRECURRING
}
