package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import java.util.List;

/**
 * Plans were assigned to facilities and reserved there, and may be worked on now. Fired inside the transaction that
 * makes it so, once for all plans of it; never for plans of locked or promised orders.
 */
public record PlansRouted(Transaction transaction, List<RoutingPlan> plans) {}
