package io.waybill.platform.inventory;

import io.waybill.platform.database.Transaction;
import java.util.Set;

/**
 * Fact: nothing that may be picked is left at these places, where orders still hold reservations. Fired within the
 * transaction that made it so, under the locks of stock: observers must not wait for other locks.
 */
public record StockZeroed(Transaction transaction, Set<Place> places) {}
