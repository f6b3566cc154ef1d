package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/**
 * The lines of an order are about to be replaced. Whoever has begun work on it throws a
 * {@link io.waybill.platform.kernel.Rejection}.
 *
 * @param order before the modification
 */
public record OrderModificationRequested(Transaction transaction, Order order) {}
