package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of plans that were stored with a new status: to subscribers, to their process, to the floor. */
@ApplicationScoped
class PlanChanges {
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Event<PlansRouted> routed;

    PlanChanges(Outbox outbox, Processes processes, ProcessHistory history, Event<PlansRouted> routed) {
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.routed = routed;
    }

    /** @param split the ids of those from which others were split off */
    void tell(Transaction transaction, List<Stored<RoutingPlan>> stored, Set<String> split) {
        if (stored.isEmpty()) {
            return;
        }
        for (Stored<RoutingPlan> plan : stored) {
            if (split.contains(plan.resource().id())) {
                record(transaction, plan, "ROUTING_PLAN_SPLITTED");
            }
        }
        for (Stored<RoutingPlan> plan : stored) {
            String event = event(plan.resource());
            if (event != null) {
                record(transaction, plan, event);
            }
        }
        List<RoutingPlan> plans = stored.stream().map(Stored::resource).toList();
        processes.record(
                transaction, plans.stream().map(PlanLifecycle::changeOf).toList());
        plans.stream()
                .filter(plan -> plan.status() == RoutingPlanStatus.NOT_ROUTABLE)
                .forEach(plan -> history.record(transaction, PlanLifecycle.entry(plan, "ORDER_HAS_UNROUTABLE_ITEMS")));
        List<RoutingPlan> startable = plans.stream()
                .filter(plan -> plan.status() == RoutingPlanStatus.ROUTED)
                .toList();
        if (!startable.isEmpty()) {
            routed.fire(new PlansRouted(transaction, startable));
        }
    }

    void record(Transaction transaction, Stored<RoutingPlan> plan, String event) {
        RoutingPlan resource = plan.resource();
        outbox.record(
                transaction,
                new DomainEvent(
                        event,
                        resource.id(),
                        resource.version(),
                        Objects.requireNonNullElse(resource.facilityRef(), ""),
                        withoutConfiguration(plan)));
    }

    /**
     * The plan as events tell it: its configuration, which is large and the same in many plans, is read with the plan.
     */
    private static String withoutConfiguration(Stored<RoutingPlan> plan) {
        String hash = plan.resource().configurationHash();
        if (hash == null) {
            return plan.json();
        }
        String reference = "\"activeConfig\":\"" + hash + "\",";
        // Behind it there is nothing that a client could have sent, so the last one is the plan's own.
        int start = plan.json().lastIndexOf(reference);
        return plan.json().substring(0, start) + plan.json().substring(start + reference.length());
    }

    private static @Nullable String event(RoutingPlan plan) {
        return switch (plan.status()) {
            case ROUTED -> "ROUTING_PLAN_ROUTED";
            case WAITING -> "ROUTING_PLAN_WAITING";
            case NOT_ROUTABLE -> "ROUTING_PLAN_NOT_ROUTABLE";
            case CANCELED -> "ROUTING_PLAN_CANCELLED";
            case FAILED_REROUTE -> "ROUTING_PLAN_FAILED_REROUTE";
            default -> null;
        };
    }
}
