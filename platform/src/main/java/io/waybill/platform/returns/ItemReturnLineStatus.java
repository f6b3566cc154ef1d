package io.waybill.platform.returns;

/** What became of one unit that came back. */
enum ItemReturnLineStatus {
    OPEN,
    IN_PROGRESS,
    WAITING_FOR_INPUT,
    REJECTED,
    ACCEPTED,
    CANCELED;

    /** Whether the unit stays with the merchant: the consumer keeps or gets back what is rejected or cancelled. */
    boolean isCounted() {
        return this != REJECTED && this != CANCELED;
    }
}
