package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;

/**
 * A facility is about to be changed in this transaction. Whoever cannot do with what it becomes throws a
 * {@link io.waybill.platform.kernel.Rejection}.
 */
public record FacilityChangeRequested(Transaction transaction, Facility before, Facility after) {}
