package io.waybill.platform.orders;

import io.waybill.platform.database.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Somebody decided by hand which facility serves a process: what is not served yet, or else what nobody has begun. Routing carries it out or throws
 * a {@link io.waybill.platform.kernel.Rejection}.
 *
 * @param facilityId id of a facility; whether it exists is for the observer to check
 * @param rerouteDescriptionId the reason given; whether it exists is for the observer to check
 */
public record FacilityAssignmentRequested(
        Transaction transaction,
        String processId,
        String facilityId,
        @Nullable String rerouteDescriptionId,
        ProcessHistoryEntry.Editor editor) {}
