package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import java.util.List;

/**
 * Plans that were routed are no longer to be worked on: their order was modified, or they moved to another facility.
 * Their reservations are released in this transaction. (Plans of a cancelled order are not among them.)
 */
public record PlansWithdrawn(Transaction transaction, List<RoutingPlan> plans) {}
