package io.waybill.platform.inventory;

/** Why somebody corrects a stock by hand. */
public enum StockChangeReason {
    /** Somebody counted. */
    COUNTED,
    /** Units turned up that were not recorded. */
    FOUND,
    /** Units are not where they should be. */
    LOST,
    /** Units cannot be sold any more. */
    DAMAGED,
    /** Units are too old. */
    EXPIRED,
    /** Units came in. */
    DELIVERED,
    /** Something else; a note says what. */
    OTHER
}
