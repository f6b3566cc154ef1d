package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;

/**
 * Somebody decided by hand which facility serves what is not served yet of a process. Routing carries it out or throws
 * a {@link io.waybill.platform.kernel.Rejection}.
 *
 * @param facilityId id of a facility; whether it exists is for the observer to check
 */
public record FacilityAssignmentRequested(Transaction transaction, String processId, String facilityId) {}
