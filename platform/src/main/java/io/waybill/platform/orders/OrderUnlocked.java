package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/** An order that was only reserved may be fulfilled now: it was unlocked, or its promise confirmed. */
public record OrderUnlocked(Transaction transaction, Order order) {}
