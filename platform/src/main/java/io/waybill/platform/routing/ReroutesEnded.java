package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import java.util.List;

/** Fact: reroutes came to nothing, so these plans stay where they are. Fired inside the transaction that decided so. */
public record ReroutesEnded(Transaction transaction, List<Stay> stays) {

    /**
     * @param plan stays where it is
     * @param nobodyElse whether nobody else can serve it; false when its facility is the best anyway, or it moved on
     */
    public record Stay(RoutingPlan plan, RerouteReason reason, boolean nobodyElse) {}
}
