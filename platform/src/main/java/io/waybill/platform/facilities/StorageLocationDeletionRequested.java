package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;

/**
 * A storage location, locked by the transaction, is about to be deleted. Whoever still needs it throws a
 * {@link io.waybill.platform.kernel.Rejection}.
 */
public record StorageLocationDeletionRequested(Transaction transaction, StorageLocation location) {}
