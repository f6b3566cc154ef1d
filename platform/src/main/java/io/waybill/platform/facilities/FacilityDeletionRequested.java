package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;

/**
 * A facility is about to be deleted in this transaction. Whoever holds something that belongs to it deletes that when
 * {@code force} is set, and otherwise throws a 422 rejection naming what is still there.
 */
public record FacilityDeletionRequested(Transaction transaction, Facility facility, boolean force) {}
