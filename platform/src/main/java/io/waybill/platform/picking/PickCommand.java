package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a pick job, in either dialect of the API. */
sealed interface PickCommand
        permits PickJobAction, PickJobModification, PickCommand.SetDetails, PickCommand.Give, PickCommand.Release {

    /** Replaces what is not null. */
    record SetDetails(
            @Nullable JsonNode customAttributes,
            @Nullable JsonNode paymentInformation,
            @Nullable List<String> preferredPickingMethods)
            implements PickCommand {}

    /** Sets a status that only the platform itself or the old dialect gives: an end without goods, or a wait. */
    record Give(PickJobStatus status, @Nullable PickJobSubStatus subStatus) implements PickCommand {}

    /** The time has come at which the job may be picked; one that no longer waits for it stays as it is. */
    record Release() implements PickCommand {}
}
