package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/**
 * An order was cancelled: whoever did something for it undoes that in this transaction.
 *
 * @param order after the cancellation
 */
public record OrderCancelled(Transaction transaction, Order order) {}
