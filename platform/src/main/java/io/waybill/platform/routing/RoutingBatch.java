package io.waybill.platform.routing;

import io.waybill.platform.inventory.ReservationOutcome;
import io.waybill.platform.inventory.ReservationRequest;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.sourcing.Explanation;
import io.waybill.sourcing.SourcingDecision;
import io.waybill.sourcing.SourcingDecision.NotRoutable;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingDecision.Waiting;
import io.waybill.sourcing.SourcingEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans that are decided together, one after the other, on the same shelves. Decides and reports what to reserve; is told
 * what could be reserved; says what becomes of every plan. No I/O. Not thread-safe; for one transaction.
 */
final class RoutingBatch {
    /** How long after the first vain attempt the next one follows by itself; doubles with each. New stock starts anew. */
    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(64);

    private final SourcingEngine engine;
    private final Shelves shelves;
    private final Map<String, Integer> parts;
    private final Identifiers identifiers;
    private final Instant now;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private NamedOptions namedOptions = NamedOptions.NONE;
    private final List<String> reservedInVain = new ArrayList<>();

    /** @param parts how many facilities serve each order already */
    RoutingBatch(
            SourcingEngine engine, Shelves shelves, Map<String, Integer> parts, Identifiers identifiers, Instant now) {
        this.engine = engine;
        this.shelves = shelves;
        this.parts = new HashMap<>(parts);
        this.identifiers = identifiers;
        this.now = now;
    }

    /**
     * A run that was made for a plan, to be kept as its decision log.
     *
     * @param planning what the planners made of it; null for plans that were split off, and where there is nothing to compare
     */
    record Run(
            String planId,
            int routingRun,
            Explanation.Round round,
            @Nullable String splitOffPlanId,
            @Nullable PlanningLog planning) {}

    /** A plan on its way through the batch. */
    static final class Draft {
        private final @Nullable RoutingPlan stored;
        private RoutingPlan plan;
        private final ActiveStrategy strategy;
        private final @Nullable RoutingPlanStatus hold;
        private @Nullable String facilityId;
        private boolean splitHere;
        private @Nullable Instant nextAttempt;
        private final List<Run> runs = new ArrayList<>();
        private @Nullable OptionUse option;
        private @Nullable SourcingDecision decision;
        private final @Nullable RoutingPlan old;
        private final @Nullable Draft root;
        private boolean fallback;
        private boolean nobodyElse;
        private int attempts;

        Draft(
                @Nullable RoutingPlan stored,
                RoutingPlan plan,
                ActiveStrategy strategy,
                @Nullable RoutingPlanStatus hold,
                int attempts,
                @Nullable RoutingPlan old,
                @Nullable Draft root) {
            this.stored = stored;
            this.plan = plan;
            this.strategy = strategy;
            this.hold = hold;
            this.attempts = attempts;
            this.old = old;
            this.root = root;
        }

        /** The plan that stays in force until somebody is found for this one; null for none. */
        @Nullable
        RoutingPlan old() {
            return old;
        }

        /** Whether it was decided that nobody but the facility of the old plan can serve it. */
        boolean nobodyElse() {
            return nobodyElse;
        }

        /** Whether it was assigned and so comes in place of the old plan. */
        boolean supersedes() {
            return old != null && plan.status().holdsReservation();
        }

        /** Whether it was decided that the old plan stays. */
        boolean leavesOld() {
            return old != null && plan.status().isFinal();
        }

        private Draft attempt() {
            return root == null ? this : root;
        }

        /** Vain attempts so far, this one included. */
        int attempts() {
            return attempts;
        }

        /** The plan as it stands in the database; null when this batch made it. */
        @Nullable
        RoutingPlan stored() {
            return stored;
        }

        RoutingPlan plan() {
            return plan;
        }

        @Nullable
        RoutingPlanStatus hold() {
            return hold;
        }

        /** Whether other plans were split off it in this batch. */
        boolean splitHere() {
            return splitHere;
        }

        /** When it is tried again; null when it was assigned. */
        @Nullable
        Instant nextAttempt() {
            return nextAttempt;
        }

        List<Run> runs() {
            return runs;
        }

        /** What became of the sourcing option that the order names; null when it names none. */
        @Nullable
        OptionUse option() {
            return option;
        }

        /** Whether the attempt left everything as it was. */
        boolean isUnchanged() {
            return stored != null && stored.status() == plan.status() && nextAttempt != null && !splitHere;
        }
    }

    /** Some of the plans name sourcing options; to be called before they are decided. */
    void honour(NamedOptions options) {
        namedOptions = options;
    }

    Collection<Draft> drafts() {
        return drafts.values();
    }

    /**
     * Decides the plans.
     *
     * @return what has to be reserved for that, in the order of decisions
     */
    List<ReservationRequest> decide(List<Draft> plans) {
        List<Draft> assigned = new ArrayList<>();
        plans.forEach(draft -> decide(draft, assigned));
        return assigned.stream()
                .map(draft -> new ReservationRequest(
                        draft.plan.id(),
                        draft.plan.orderRef(),
                        draft.plan.processId(),
                        Objects.requireNonNull(draft.facilityId),
                        draft.plan.quantities(),
                        draft.fallback,
                        draft.attempt().old == null
                                ? Set.of()
                                : Set.of(draft.attempt().old.id())))
                .toList();
    }

    /** The ids of the plans for which a facility may not be asked for more picking than it has capacity for. */
    Set<String> withinCapacity() {
        return drafts.values().stream()
                .filter(draft -> draft.strategy.keepsPickingCapacity())
                .map(draft -> draft.plan.id())
                .collect(Collectors.toSet());
    }

    /**
     * Takes a plan up.
     *
     * @param strategy what the plan is decided by, and whatever is split off it
     */
    Draft add(RoutingPlan plan, ActiveStrategy strategy, @Nullable RoutingPlanStatus hold, int attempts) {
        return add(plan, strategy, hold, attempts, null);
    }

    /** Takes a plan up that shall come in place of another one, if somebody is found for all of it. */
    Draft add(
            RoutingPlan plan,
            ActiveStrategy strategy,
            @Nullable RoutingPlanStatus hold,
            int attempts,
            @Nullable RoutingPlan old) {
        Draft draft = new Draft(plan, plan, strategy, hold, attempts, old, null);
        drafts.put(plan.id(), draft);
        return draft;
    }

    /** Takes a plan up that nobody needs any more: the one it is for has moved on. */
    void addRedundant(RoutingPlan plan, ActiveStrategy strategy, int attempts, @Nullable RoutingPlan old) {
        add(plan, strategy, null, attempts, old).plan = PlanSuccession.redundant(plan, false, now);
    }

    /** The ids of the plans that came of the draft: its own, and those split off it. */
    List<String> partsOf(Draft attempt) {
        return drafts.values().stream()
                .filter(draft -> draft.attempt() == attempt)
                .map(draft -> draft.plan.id())
                .toList();
    }

    /** Whether the plan went to the fallback facility in this batch. */
    boolean fellBack(String planId) {
        Draft draft = drafts.get(planId);
        return draft != null && draft.fallback && draft.plan.status().holdsReservation();
    }

    /**
     * Learns what could be reserved.
     *
     * @return the plans for which another transaction was faster; they have to be decided again
     */
    List<Draft> settle(List<ReservationOutcome> outcomes) {
        List<Draft> again = new ArrayList<>();
        Set<Draft> failing = new LinkedHashSet<>();
        for (ReservationOutcome outcome : outcomes) {
            Draft draft = Objects.requireNonNull(drafts.get(outcome.routingPlanId()));
            if (outcome instanceof ReservationOutcome.Short && draft.attempt().old != null) {
                failing.add(draft.attempt());
            }
        }
        for (ReservationOutcome outcome : outcomes) {
            Draft draft = Objects.requireNonNull(drafts.get(outcome.routingPlanId()));
            if (failing.contains(draft.attempt())) {
                takeBack(draft, outcome);
                continue;
            }
            switch (outcome) {
                case ReservationOutcome.Reserved reserved -> assign(draft);
                case ReservationOutcome.Short shortage -> {
                    giveBack(draft, shortage);
                    again.add(draft);
                }
            }
        }
        failing.forEach(this::startOver);
        return again;
    }

    /** What was reserved for attempts that came to nothing, to be released; asked once. */
    List<String> reservedInVain() {
        List<String> vain = List.copyOf(reservedInVain);
        reservedInVain.clear();
        return vain;
    }

    /** A plan is taken from its facility for a complete successor or not at all. */
    private void takeBack(Draft draft, ReservationOutcome outcome) {
        if (outcome instanceof ReservationOutcome.Short shortage) {
            giveBack(draft, shortage);
        } else {
            String facilityId = Objects.requireNonNull(draft.facilityId);
            draft.plan.quantities().forEach((article, units) -> shelves.take(facilityId, article, -units));
            shelves.withdraw(facilityId);
            parts.merge(draft.plan.orderRef(), -1, Integer::sum);
            reservedInVain.add(draft.plan.id());
        }
        if (draft.root != null) {
            drafts.remove(draft.plan.id());
        }
    }

    private void startOver(Draft attempt) {
        attempt.plan = Objects.requireNonNull(attempt.stored);
        attempt.splitHere = false;
        attempt.fallback = false;
        attempt.facilityId = null;
        attempt.runs.clear();
        attempt.nextAttempt = now.plus(pause(attempt.attempts++));
    }

    /** Parks plans that came back short too often; they are tried again at once, on fresh numbers. */
    void giveUpForNow(List<Draft> plans) {
        plans.forEach(draft -> {
            draft.plan = PlanLifecycle.in(draft.plan, RoutingPlanStatus.RETRYABLE, now);
            draft.nextAttempt = now;
        });
    }

    /** Says of what was assigned when work on it begins and ends. */
    void schedule(WorkingTimes times) {
        drafts.values().stream()
                .filter(draft -> draft.plan.status().holdsReservation())
                .forEach(draft -> draft.plan = times.timed(draft.plan));
    }

    private void decide(Draft draft, List<Draft> assigned) {
        RoutingPlan plan = draft.plan;
        lend(draft, 1);
        SourcingDecision decision = honouringOptions(draft);
        lend(draft, -1);
        draft.decision = decision;
        List<Explanation.Round> rounds = decision.explanation().rounds();
        draft.plan = begun(plan).change().runId(identifiers.next()).build();
        if (draft.old != null) {
            succeed(draft, draft.old, decision, rounds, assigned);
            return;
        }
        switch (decision.outcome()) {
            case Routed routed -> split(draft, routed, rounds, assigned);
            case Waiting waiting -> {
                logRun(draft, rounds.getLast(), null);
                park(draft, RoutingPlanStatus.WAITING, assigned);
            }
            case NotRoutable notRoutable -> {
                logRun(draft, rounds.getLast(), null);
                park(draft, RoutingPlanStatus.RETRYABLE, assigned);
            }
        }
    }

    private SourcingDecision honouringOptions(Draft draft) {
        NamedOptions.Use use = namedOptions.use(draft.plan, plan -> consider(plan, draft.strategy));
        if (use == null) {
            return consider(draft.plan, draft.strategy);
        }
        draft.option = use.option();
        return use.decision() == null ? consider(draft.plan, draft.strategy) : use.decision();
    }

    /** What the old plan holds is there for its successor as well, and the two are one part of the order. */
    private void lend(Draft draft, int sign) {
        RoutingPlan old = draft.old;
        String facilityId = old == null ? null : old.facilityRef();
        if (old == null || facilityId == null) {
            return;
        }
        parts.merge(old.orderRef(), -sign, Integer::sum);
        // After a short pick nothing is reserved any more: what was picked has left the shelves.
        if (!RerouteReason.SHORTPICK.name().equals(draft.plan.reRouteReason())) {
            old.quantities().forEach((article, units) -> shelves.take(facilityId, article, -(long) sign * units));
        }
    }

    /** The successor takes over only if everything of the old plan is placed, and not all of it where it is anyway. */
    private void succeed(
            Draft draft,
            RoutingPlan old,
            SourcingDecision decision,
            List<Explanation.Round> rounds,
            List<Draft> assigned) {
        if (decision.outcome() instanceof Routed routed && routed.unplaced().isEmpty()) {
            boolean stays = routed.parts().size() == 1
                    && routed.parts().getFirst().facilityId().equals(old.facilityRef());
            if (stays) {
                logRun(draft, rounds.getFirst(), null);
                draft.plan = PlanSuccession.redundant(draft.plan, true, now);
            } else {
                split(draft, routed, rounds, assigned);
            }
            return;
        }
        logRun(draft, rounds.getLast(), null);
        ActiveStrategy.Fallback fallback = draft.strategy.fallback();
        if (fallback != null
                && RerouteReason.valueOf(Objects.requireNonNull(draft.plan.reRouteReason()))
                        .mayFallBack()
                && !fallback.facilityId().equals(old.facilityRef())
                && draft.plan.facilityBlackList() != null
                && draft.plan.isReservable()
                && shelves.knows(fallback.facilityId())) {
            fallBack(draft, fallback, assigned);
            return;
        }
        draft.nobodyElse = true;
        draft.plan = PlanSuccession.failed(draft.plan, now);
    }

    /** Whatever fences and stock say. */
    private void fallBack(Draft draft, ActiveStrategy.Fallback fallback, List<Draft> assigned) {
        draft.plan = PlanLifecycle.in(draft.plan, RoutingPlanStatus.FALLBACK_ROUTING, now)
                .change()
                .fallbackRoutingAfterTimeInSeconds(fallback.after().toSeconds())
                .build();
        draft.fallback = true;
        draft.facilityId = fallback.facilityId();
        draft.plan.quantities().forEach((article, units) -> shelves.take(fallback.facilityId(), article, units));
        shelves.assign(fallback.facilityId());
        parts.merge(draft.plan.orderRef(), 1, Integer::sum);
        assigned.add(draft);
    }

    /** What would be decided for a plan now; takes nothing from the shelves. */
    SourcingDecision consider(RoutingPlan plan, ActiveStrategy strategy) {
        int partsLeft = Math.max(1, strategy.maximumParts() - parts.getOrDefault(plan.orderRef(), 0));
        return engine.decide(
                shelves.request(plan, partsLeft, now), shelves.snapshot(plan.articles()), strategy.configuration());
    }

    private RoutingPlan begun(RoutingPlan plan) {
        return plan.firstRoutingAttempt() != null
                ? plan
                : plan.change().firstRoutingAttempt(now).build();
    }

    /** The plan becomes its first part; further parts, and what is left over, become plans of their own. */
    private void split(Draft draft, Routed routed, List<Explanation.Round> rounds, List<Draft> assigned) {
        Map<String, RoutingPlanLine> lines =
                draft.plan.orderLineItems().stream().collect(Collectors.toMap(RoutingPlanLine::id, line -> line));
        Draft last = draft;
        for (int index = 0; index < routed.parts().size(); index++) {
            Part part = routed.parts().get(index);
            List<RoutingPlanLine> partLines = linesOf(lines, part);
            if (index == 0) {
                draft.plan = draft.plan.change().orderLineItems(partLines).build();
            } else {
                Draft child = child(last, partLines);
                logRun(last, rounds.get(index - 1), child.plan.id());
                last = child;
            }
            last.facilityId = part.facilityId();
            part.lines().forEach(line -> shelves.take(part.facilityId(), line.articleId(), line.quantity()));
            shelves.assign(part.facilityId());
            parts.merge(draft.plan.orderRef(), 1, Integer::sum);
            assigned.add(last);
        }
        Explanation.Round lastRound = rounds.get(routed.parts().size() - 1);
        if (routed.unplaced().isEmpty()) {
            logRun(last, lastRound, null);
            return;
        }
        Draft rest = child(last, leftOver(lines, routed.unplaced()));
        logRun(last, lastRound, rest.plan.id());
        logRun(rest, rounds.getLast(), null);
        boolean waits = draft.strategy.configuration().orderSplit().useWaitingRoom()
                && routed.unplaced().stream().anyMatch(Unplaced::mayWait);
        park(rest, waits ? RoutingPlanStatus.WAITING : RoutingPlanStatus.RETRYABLE, assigned);
    }

    private Draft child(Draft parent, List<RoutingPlanLine> lines) {
        RoutingPlan plan = PlanLifecycle.child(identifiers.next(), parent.plan, lines, now);
        if (parent.plan.childRoutingPlanRef() == null) {
            parent.plan = parent.plan.change().childRoutingPlanRef(plan.id()).build();
        }
        parent.splitHere = true;
        Draft child = new Draft(
                null,
                plan,
                parent.strategy,
                parent.hold,
                0,
                null,
                parent.attempt().old == null ? null : parent.attempt());
        drafts.put(plan.id(), child);
        return child;
    }

    private List<RoutingPlanLine> linesOf(Map<String, RoutingPlanLine> lines, Part part) {
        List<RoutingPlanLine> result = new ArrayList<>();
        for (PartLine line : part.lines()) {
            result.add(Objects.requireNonNull(lines.get(line.lineId()))
                    .with(line.quantity(), shelves.available(part.facilityId(), line.articleId())));
        }
        return result;
    }

    private static List<RoutingPlanLine> leftOver(Map<String, RoutingPlanLine> lines, List<Unplaced> unplaced) {
        return unplaced.stream()
                .map(line -> Objects.requireNonNull(lines.get(line.lineId())).with(line.quantity(), null))
                .toList();
    }

    private void assign(Draft draft) {
        RoutingPlanStatus status = draft.hold == null ? RoutingPlanStatus.ROUTED : draft.hold;
        draft.plan = PlanLifecycle.in(draft.plan, status, now)
                .change()
                .facilityRef(draft.facilityId)
                .pickJobRef(draft.hold == null ? identifiers.next() : null)
                .build();
        draft.nextAttempt = null;
    }

    private void giveBack(Draft draft, ReservationOutcome.Short shortage) {
        String facilityId = Objects.requireNonNull(draft.facilityId);
        if (shortage.isFull()) {
            shelves.full(facilityId);
        }
        new TreeMap<>(draft.plan.quantities()).forEach((article, units) -> {
            Integer left = shortage.availableForPicking().get(article);
            if (left == null) {
                shelves.take(facilityId, article, -units);
            } else {
                shelves.correct(facilityId, article, left);
            }
        });
        draft.facilityId = null;
        shelves.withdraw(facilityId);
        parts.merge(draft.plan.orderRef(), -1, Integer::sum);
    }

    private void park(Draft draft, RoutingPlanStatus status, List<Draft> assigned) {
        if (status == RoutingPlanStatus.RETRYABLE && draft.plan.status() == RoutingPlanStatus.WAITING) {
            // What waited for good reason, for months perhaps, is only now looked for in vain.
            draft.plan = draft.plan
                    .change()
                    .firstRoutingAttempt(now)
                    .runType("REACTIVATION")
                    .build();
        }
        Instant deadline = Objects.requireNonNullElse(draft.plan.firstRoutingAttempt(), now)
                .plus(draft.strategy.stopAfter());
        boolean givenUp = status == RoutingPlanStatus.RETRYABLE && !now.isBefore(deadline);
        ActiveStrategy.Fallback fallback = draft.strategy.fallback();
        if (givenUp && fallback != null && shelves.knows(fallback.facilityId()) && draft.plan.isReservable()) {
            Instant due = givenUpAt(draft.plan).plus(fallback.after());
            if (!now.isBefore(due)) {
                fallBack(draft, fallback, assigned);
            } else {
                draft.plan = PlanLifecycle.in(draft.plan, RoutingPlanStatus.NOT_ROUTABLE, now);
                draft.nextAttempt = due;
            }
            return;
        }
        draft.plan = PlanLifecycle.in(draft.plan, givenUp ? RoutingPlanStatus.NOT_ROUTABLE : status, now);
        Instant retry = now.plus(pause(draft.attempts++));
        if (status == RoutingPlanStatus.WAITING) {
            retry = shelves.onMarketFrom(draft.plan.articles())
                    .filter(retry::isAfter)
                    .orElse(retry);
        }
        boolean deadlineFirst = status == RoutingPlanStatus.RETRYABLE && deadline.isBefore(retry);
        draft.nextAttempt = givenUp ? RoutingPlans.NEVER : deadlineFirst ? deadline : retry;
    }

    private Instant givenUpAt(RoutingPlan plan) {
        RoutingPlan.HistoryEntry last = plan.history().getLast();
        return last.status() == RoutingPlanStatus.NOT_ROUTABLE ? last.created() : now;
    }

    static Duration pause(int vainAttemptsBefore) {
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(vainAttemptsBefore, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void logRun(Draft draft, Explanation.Round round, @Nullable String splitOffPlanId) {
        int run = draft.plan.routingRun() + 1;
        List<RoutingPlan.DecisionLogRef> logs = new ArrayList<>(draft.plan.decisionLogs());
        logs.add(new RoutingPlan.DecisionLogRef(
                run, 0, "/api/routingplans/" + draft.plan.id() + "/decisionlogs/" + run));
        draft.plan = draft.plan.change().routingRun(run).decisionLogs(logs).build();
        PlanningLog planning = PlanningLog.of(draft.plan.id(), run, draft.decision);
        draft.runs.add(new Run(draft.plan.id(), run, round, splitOffPlanId, planning));
    }
}
