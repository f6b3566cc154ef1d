package io.waybill.platform.routing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a plan by hand.
 *
 * @param actions at least one; the last one that names a facility counts
 */
record RoutingPlanPatch(
        @NotNull Long version,
        @NotNull @Size(min = 1, max = 25) List<@NotNull @Valid Modification> actions) {

    /**
     * @param facilityRef who serves the plan from now on
     * @param status only ROUTED can be asked for, and only together with a facility
     */
    record Modification(
            @NotNull ActionName action,
            @Nullable @Size(min = 1, max = 256) String facilityRef,
            @Nullable RoutingPlanStatus status) {}

    /** The only action there is. */
    enum ActionName {
        ModifyRoutingPlan
    }
}
