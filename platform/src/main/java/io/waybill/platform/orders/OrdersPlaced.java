package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;
import java.util.List;

/**
 * Orders were placed: stored, not yet routed. Fired once per group of orders, inside their transaction; an observer
 * that throws lets none of them be placed.
 */
public record OrdersPlaced(Transaction transaction, List<Order> orders) {}
