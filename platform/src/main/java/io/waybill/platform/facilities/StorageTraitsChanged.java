package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;

/**
 * A storage location says something else of what may be done with the stock there. Its row is locked by the transaction,
 * so nothing more is put there meanwhile.
 */
public record StorageTraitsChanged(Transaction transaction, StorageLocation location) {}
