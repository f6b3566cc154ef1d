package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person asks for a process to be routed anew (platform.md 6.8, PROCESSREROUTE). */
@ApplicationScoped
class RerouteProcess {
    private final RoutingPlans plans;
    private final Reroutes reroutes;
    private final RetryPlans retry;
    private final RerouteDescriptions descriptions;
    private final ProcessHistory history;

    RerouteProcess(
            RoutingPlans plans,
            Reroutes reroutes,
            RetryPlans retry,
            RerouteDescriptions descriptions,
            ProcessHistory history) {
        this.plans = plans;
        this.reroutes = reroutes;
        this.retry = retry;
        this.descriptions = descriptions;
        this.history = history;
    }

    /**
     * What waits is decided again. Where nothing waits, somebody better is looked for for what is routed and can still be
     * taken away.
     *
     * @throws Rejection 400 when the strategy does not allow it, or nothing can be moved
     */
    void reroute(
            Transaction transaction,
            String processId,
            @Nullable String descriptionId,
            ProcessHistoryEntry.Editor editor) {
        JsonNode description =
                descriptionId == null ? null : descriptions.reference(transaction.handle(), descriptionId);
        List<RoutingPlan> all = plans.lockOfProcess(transaction.handle(), processId);
        List<RoutingPlan> waiting = plans.withoutSuccessors(
                transaction.handle(),
                all.stream().filter(plan -> plan.status().isUndecided()).toList());
        if (!waiting.isEmpty()) {
            retry.retry(transaction, waiting);
            waiting.forEach(plan -> history.record(
                    transaction,
                    new ProcessHistoryEntry(
                            processId,
                            "UNROUTABLE_ITEMS_REROUTE",
                            "ROUTING_PLAN",
                            plan.id(),
                            plan.status().name(),
                            plan.version(),
                            null,
                            editor,
                            null)));
            return;
        }
        List<RoutingPlan> routed =
                all.stream().filter(plan -> plan.status().holdsReservation()).toList();
        if (routed.isEmpty()) {
            throw Rejection.invalid("Nothing of process " + processId + " waits for a facility or is at one");
        }
        for (RoutingPlan plan : routed) {
            if (!reroutes.strategyOf(transaction, plan).reroute().manualReroute()) {
                throw Rejection.invalid("The routing strategy does not allow to reroute by hand what is routed: "
                        + "config.reroute.manualReroute is not true");
            }
        }
        Reroutes.Movability movability = reroutes.movability(transaction, routed, RerouteReason.PROCESSREROUTE);
        if (routed.stream().noneMatch(movability::isMovable)) {
            throw Rejection.invalid("Nothing of process " + processId + " can be taken away any more: "
                    + String.join("; ", movability.obstacles().values()));
        }
        reroutes.move(
                transaction, routed, movability, RerouteReason.PROCESSREROUTE, new Reroutes.Wish(description, editor));
    }
}
