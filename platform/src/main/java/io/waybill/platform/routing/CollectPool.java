package io.waybill.platform.routing;

import io.waybill.platform.routing.PlanConfigurations.Configured;
import io.waybill.platform.routing.PoolRun.LeftOut;
import io.waybill.sourcing.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the orders of a pool and what they may be served from, what they hold themselves counted as available. The number
 * of statements does not depend on how many orders, plans, lines or facilities there are. Takes no locks: what changes
 * meanwhile is found out when an improvement is applied. Thread-safe.
 */
@ApplicationScoped
class CollectPool {
    /** Plans of other pools, or of none, that are passed over at most. */
    private static final int MOST_UNBEGUN = 20_000;

    private final UnbegunWork unbegunWork;
    private final RoutingPlans plans;
    private final PlanConfigurations configurations;
    private final PlanRequests requests;
    private final LoadSourcingData loadSourcingData;
    private final PoolSettings settings;
    private final Clock clock;

    CollectPool(
            UnbegunWork unbegunWork,
            RoutingPlans plans,
            PlanConfigurations configurations,
            PlanRequests requests,
            LoadSourcingData loadSourcingData,
            PoolSettings settings,
            Clock clock) {
        this.unbegunWork = unbegunWork;
        this.plans = plans;
        this.configurations = configurations;
        this.requests = requests;
        this.loadSourcingData = loadSourcingData;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A pool as it was read.
     *
     * @param members by the id of the order
     * @param leftOut orders that stay where they are, by reason
     * @param pool for the planner; null when there is nobody to plan
     */
    record Collected(
            Map<String, PoolMember> members,
            Map<LeftOut, Integer> leftOut,
            @Nullable Shelves shelves,
            @Nullable Pool pool) {

        boolean isEmpty() {
            return members.isEmpty() && leftOut.isEmpty();
        }
    }

    /** @param hashes of the configurations that say the pool */
    Collected collect(Handle handle, NodePlanning.Pool pool, Set<String> hashes) {
        Instant now = clock.instant();
        Instant earliest = now.minus(pool.dwell());
        List<String> unbegun = unbegunWork.plansSince(handle, earliest, MOST_UNBEGUN);
        List<String> orders =
                unbegun.isEmpty() ? List.of() : plans.ordersRoutedBy(handle, unbegun, hashes, settings.maximumOrders());
        if (orders.isEmpty()) {
            return new Collected(Map.of(), Map.of(), null, null);
        }
        Map<String, List<RoutingPlan>> byOrder = plans.ofOrders(handle, orders).stream()
                .collect(Collectors.groupingBy(RoutingPlan::orderRef, TreeMap::new, Collectors.toList()));
        Set<String> movable = new HashSet<>(unbegun);
        Map<String, List<RoutingPlan>> candidates = new TreeMap<>();
        byOrder.forEach((order, all) -> {
            List<RoutingPlan> here = all.stream()
                    .filter(plan -> plan.status() == RoutingPlanStatus.ROUTED
                            && movable.contains(plan.id())
                            && hashes.contains(plan.configurationHash()))
                    .toList();
            if (!here.isEmpty()) {
                candidates.put(order, here);
            }
        });
        Set<String> underWay = plans.replacedOf(
                handle,
                candidates.values().stream()
                        .flatMap(List::stream)
                        .map(RoutingPlan::id)
                        .toList());
        Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
        List<RoutingPlan> wholes = new ArrayList<>();
        candidates.forEach((order, here) -> {
            LeftOut why = leftOut(byOrder.getOrDefault(order, here), here, underWay, earliest);
            if (why == null) {
                wholes.add(requests.located(here.getFirst()
                        .change()
                        .orderLineItems(PoolMember.lines(here))
                        .build()));
            } else {
                leftOut.merge(why, 1, Integer::sum);
            }
        });
        Map<String, PoolMember> members = new LinkedHashMap<>();
        for (Configured whole : configurations.configured(handle, wholes)) {
            String order = whole.plan().orderRef();
            List<RoutingPlan> here = candidates.getOrDefault(order, List.of());
            List<RoutingPlan> holding = byOrder.getOrDefault(order, here).stream()
                    .filter(plan -> plan.status().holdsReservation())
                    .toList();
            members.put(
                    order,
                    new PoolMember(
                            here,
                            whole.plan(),
                            whole.strategy(),
                            holding.size() - here.size(),
                            holding.stream().collect(Collectors.toMap(RoutingPlan::id, RoutingPlan::version))));
        }
        return members.isEmpty()
                ? new Collected(members, leftOut, null, null)
                : filled(handle, members, leftOut, pool, byOrder, now);
    }

    private Collected filled(
            Handle handle,
            Map<String, PoolMember> members,
            Map<LeftOut, Integer> leftOut,
            NodePlanning.Pool pool,
            Map<String, List<RoutingPlan>> byOrder,
            Instant now) {
        Shelves shelves = loadSourcingData
                .load(
                        handle,
                        members.values().stream().map(PoolMember::whole).toList(),
                        members.values().stream()
                                .map(member -> member.strategy().configuration())
                                .collect(Collectors.toSet()),
                        Map.of())
                .shelves();
        Set<String> articles = new TreeSet<>();
        for (PoolMember member : members.values()) {
            articles.addAll(member.whole().articles());
            member.parts().forEach(part -> {
                part.lines().forEach(line -> shelves.take(part.facilityId(), line.articleId(), -line.quantity()));
                shelves.withdraw(part.facilityId());
            });
        }
        List<Pool.Order> orders = members.values().stream()
                .map(member -> new Pool.Order(
                        member.orderRef(),
                        shelves.request(member.whole(), member.maximumParts(), now),
                        member.strategy().configuration(),
                        member.parts(),
                        Duration.between(routedSince(byOrder.getOrDefault(member.orderRef(), member.plans()), now), now)
                                .toSeconds()))
                .toList();
        Pool.Settings standard = Pool.Settings.STANDARD;
        return new Collected(
                members,
                leftOut,
                shelves,
                new Pool(
                        orders,
                        shelves.snapshot(articles),
                        new Pool.Settings(
                                standard.thresholdMillionths(),
                                pool.dwell().toSeconds(),
                                standard.neighbourhood(),
                                standard.mostPlans())));
    }

    /** Since the order was routed for the first time: a plan that was moved does not wait anew. */
    private static Instant routedSince(List<RoutingPlan> ofOrder, Instant now) {
        return ofOrder.stream()
                .flatMap(plan -> plan.history().stream())
                .filter(entry -> entry.status() == RoutingPlanStatus.ROUTED)
                .map(RoutingPlan.HistoryEntry::created)
                .min(Instant::compareTo)
                .orElse(now);
    }

    private static @Nullable LeftOut leftOut(
            List<RoutingPlan> ofOrder, List<RoutingPlan> here, Set<String> underWay, Instant earliest) {
        if (routedSince(ofOrder, Instant.MAX).isBefore(earliest)) {
            return LeftOut.PAST_THE_DWELL_CAP;
        }
        if (here.stream()
                .anyMatch(plan -> plan.runType().equals("PROCESS_MANUALASSIGNMENT")
                        || plan.runType().equals("MANUAL_ASSIGNMENT"))) {
            return LeftOut.ASSIGNED_BY_HAND;
        }
        if (here.stream()
                .flatMap(plan -> plan.history().stream())
                .anyMatch(entry -> entry.status() == RoutingPlanStatus.FALLBACK_ROUTING)) {
            return LeftOut.AT_THE_FALLBACK_FACILITY;
        }
        if (here.stream()
                .anyMatch(plan -> plan.deliveryPreferences() != null
                        && plan.deliveryPreferences().sourcingOptionRefs() != null
                        && !plan.deliveryPreferences().sourcingOptionRefs().isEmpty())) {
            return LeftOut.NAMES_A_SOURCING_OPTION;
        }
        if (here.stream().anyMatch(plan -> underWay.contains(plan.id()))) {
            return LeftOut.REROUTE_UNDER_WAY;
        }
        RoutingPlan first = here.getFirst();
        boolean alike = here.stream()
                .allMatch(plan -> Objects.equals(plan.configurationHash(), first.configurationHash())
                        && blackList(plan).equals(blackList(first)));
        return alike ? null : LeftOut.PARTS_DECIDED_DIFFERENTLY;
    }

    private static Set<String> blackList(RoutingPlan plan) {
        return plan.facilityBlackList() == null ? Set.of() : Set.copyOf(plan.facilityBlackList());
    }
}
