package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/**
 * An order is about to be cancelled. Whoever has carried fulfilment too far for that throws a
 * {@link io.waybill.platform.kernel.Rejection}, unless the cancellation is forced.
 *
 * @param order before the cancellation
 */
public record OrderCancellationRequested(Transaction transaction, Order order, boolean force) {}
