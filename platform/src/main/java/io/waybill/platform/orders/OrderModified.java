package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/**
 * An order was modified.
 *
 * @param order after the modification
 * @param before the order as it was
 */
public record OrderModified(Transaction transaction, Order order, Order before) {

    /** Who and where the order goes to, before and now. */
    public AddressChange addresses() {
        return new AddressChange(before.consumer(), order.consumer());
    }

    /** Whether lines were added, removed or changed in quantity, so that the order has to be routed again. */
    public boolean changesLines() {
        return !OrderModification.lineChanges(before, order).isEmpty();
    }
}
