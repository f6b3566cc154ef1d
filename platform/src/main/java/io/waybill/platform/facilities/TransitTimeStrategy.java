package io.waybill.platform.facilities;

/** Which end of a carrier's span of transit days is counted on. */
public enum TransitTimeStrategy {
    /** The fewest days. */
    EARLIEST,
    /** The most days. */
    LATEST
}
