package io.waybill.sourcing;

/** Whether a facility offers an article, and what happens there when it is out of stock (platform.md 4.1, 6.9). */
public enum ListingState {
    /** No listing, or one that is not ACTIVE: the facility does not offer the article, whatever lies on its shelves. */
    NOT_ACTIVE,
    /** Offered while in stock. */
    ACTIVE,
    /** Offered, and orders may wait for stock. */
    BACKORDER,
    /** Offered, and orders may wait for the first delivery. */
    PREORDER;

    /** Whether the facility offers the article. */
    public boolean isActive() {
        return this != NOT_ACTIVE;
    }

    /** Whether an order may wait for stock of this article at this facility. */
    public boolean mayWait() {
        return this == BACKORDER || this == PREORDER;
    }
}
