package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Plans that were routed are no longer to be worked on: their order was modified, or they moved to another facility.
 * Their reservations are released in this transaction. (Plans of a cancelled order are not among them.)
 *
 * @param reasons why, by the id of the plan
 */
public record PlansWithdrawn(Transaction transaction, List<RoutingPlan> plans, Map<String, RerouteReason> reasons) {

    /** Why the plan was withdrawn. */
    public RerouteReason reason(RoutingPlan plan) {
        return Objects.requireNonNullElse(reasons.get(plan.id()), RerouteReason.ORDERMODIFIED);
    }
}
