package io.waybill.platform.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action on a process; which fields count depends on the name.
 *
 * @param tags of ADD_TAGS_TO_PROCESS
 * @param facilityRef of ASSIGN_FACILITY_TO_PROCESS
 * @param rerouteDescriptionId of ASSIGN_FACILITY_TO_PROCESS: why
 */
public record ProcessActionRequest(
        @NotNull ProcessAction name,
        @NotNull @Min(0) Long version,
        @Nullable @Size(min = 1, max = 10) List<@NotNull @Valid TagReference> tags,
        @Nullable @Size(min = 1, max = 256) String facilityRef,
        @Nullable @Size(min = 1, max = 256) String rerouteDescriptionId) {

    /** What can be done to a process. */
    public enum ProcessAction {
        ADD_TAGS_TO_PROCESS,
        /** The facility serves what nobody serves yet, or else everything not begun, whatever the fences say. */
        ASSIGN_FACILITY_TO_PROCESS
    }
}
