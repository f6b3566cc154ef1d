package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityGroups;
import io.waybill.platform.orders.DeliveryPreferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pick job lies too long (platform.md 6.8, TIMETRIGGERED). Picking keeps the time. Thread-safe. */
@ApplicationScoped
public class RerouteInTime {
    private static final Duration LONGEST_WARNING = Duration.ofHours(1);

    private final RoutingPlans plans;
    private final Reroutes reroutes;
    private final FacilityGroups groups;

    RerouteInTime(RoutingPlans plans, Reroutes reroutes, FacilityGroups groups) {
        this.plans = plans;
        this.reroutes = reroutes;
        this.groups = groups;
    }

    /**
     * When a job is taken away.
     *
     * @param after since the job was created
     * @param targetTime only jobs whose target time is at most that far away
     * @param started how long a job that was begun must not have been touched; null when those are left alone
     */
    public record Timing(
            Duration after, Duration targetTime, @Nullable Duration started) {
        /** How long before it is taken away there is a warning: a quarter of the time, at most an hour. */
        public Duration warning() {
            Duration quarter = after.dividedBy(4);
            return quarter.compareTo(LONGEST_WARNING) < 0 ? quarter : LONGEST_WARNING;
        }
    }

    /** When the jobs of the plan are taken away; empty for never. */
    public Optional<Timing> timing(Transaction transaction, RoutingPlan plan) {
        return timing(transaction, reroutes.strategyOf(transaction, plan), plan);
    }

    private Optional<Timing> timing(Transaction transaction, ActiveStrategy strategy, RoutingPlan plan) {
        ActiveStrategy.TimeTriggered triggered = strategy.timeTriggeredByContext().stream()
                .filter(context -> plan.facilityRef() != null && applies(transaction, context, plan.facilityRef()))
                .findFirst()
                .map(ActiveStrategy.TimeTriggeredByContext::timeTriggered)
                .orElse(strategy.timeTriggered());
        ActiveStrategy.TimedReroute rule = rule(triggered, plan);
        return rule.active()
                ? Optional.of(new Timing(
                        Duration.ofMinutes(rule.afterMinutes()),
                        Duration.ofHours(rule.targetTimeHours()),
                        rule.startedJobs() == null ? null : Duration.ofMinutes(rule.startedJobs())))
                : Optional.empty();
    }

    private boolean applies(Transaction transaction, ActiveStrategy.TimeTriggeredByContext context, String facilityId) {
        return switch (context.type()) {
            case FACILITY -> context.values().contains(facilityId);
            case FACILITY_GROUP ->
                transaction
                        .attachment(Members.class, Members::new)
                        .of(groups, transaction, context.values())
                        .contains(facilityId);
        };
    }

    /** Who is in the groups that contexts name, read once in a transaction however many plans it looks at. */
    private static final class Members {
        private final Map<List<String>, Set<String>> byGroups = new HashMap<>();

        Set<String> of(FacilityGroups groups, Transaction transaction, List<String> groupIds) {
            return byGroups.computeIfAbsent(
                    groupIds,
                    ids -> groups.members(transaction.handle(), ids).values().stream()
                            .flatMap(Set::stream)
                            .collect(Collectors.toSet()));
        }
    }

    private static ActiveStrategy.TimedReroute rule(ActiveStrategy.TimeTriggered triggered, RoutingPlan plan) {
        if (plan.isCollected()) {
            return triggered.clickAndCollect();
        }
        DeliveryPreferences preferences = plan.deliveryPreferences();
        boolean sameDay = preferences != null
                && preferences.shipping() != null
                && preferences.shipping().serviceLevel() == DeliveryPreferences.ServiceLevel.SAMEDAY;
        return sameDay ? triggered.sfsSameday() : triggered.sfsDelivery();
    }

    /** The plan under its lock, if it is still worked on; to be called before its pick job is locked. */
    public Optional<RoutingPlan> lock(Transaction transaction, String planId) {
        return plans.lockAll(transaction.handle(), List.of(planId)).stream()
                .filter(plan -> plan.status() == RoutingPlanStatus.ROUTED)
                .findFirst();
    }

    /** Looks for somebody else for the plan, locked by the transaction. */
    public void reroute(Transaction transaction, RoutingPlan plan) {
        reroutes.attempt(transaction, List.of(plan), RerouteReason.TIMETRIGGERED, Reroutes.Wish.NONE);
    }
}
