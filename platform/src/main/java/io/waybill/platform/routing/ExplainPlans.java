package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells people why the parts of an order went where they went, or went nowhere. Thread-safe. */
@ApplicationScoped
public class ExplainPlans {
    private final RoutingPlans plans;
    private final DecisionLogs decisionLogs;
    private final PoolRuns poolRuns;
    private final ObjectMapper json;

    ExplainPlans(RoutingPlans plans, DecisionLogs decisionLogs, PoolRuns poolRuns, ObjectMapper json) {
        this.plans = plans;
        this.decisionLogs = decisionLogs;
        this.poolRuns = poolRuns;
        this.json = json;
    }

    /**
     * A plan and what is known of its last decision.
     *
     * @param why why it does not move; empty when it does
     * @param frees what would free it
     * @param nextAttempt when it is decided again by itself; null for never
     * @param decided when it was decided last; null when nothing is kept of that
     * @param facilities how many there were to choose from
     * @param verdicts the first of them: the ranked ones by rank, then the others
     * @param planners what each planner that looked at the order made of it; empty where there was nothing to compare
     * @param poolMove how a pool brought the order there; empty when none did
     */
    public record Told(
            RoutingPlan plan,
            List<Reason> why,
            List<Reason> frees,
            @Nullable Instant nextAttempt,
            @Nullable Instant decided,
            int facilities,
            List<Verdict> verdicts,
            List<Planner> planners,
            List<Reason> poolMove) {}

    /**
     * What became of a facility.
     *
     * @param rank from 1; null where it passed not every fence
     * @param penalty the less, the better; null as {@code rank}
     * @param words a reason for each thing that counted
     */
    public record Verdict(
            String facilityRef,
            String name,
            boolean chosen,
            boolean passed,
            @Nullable Integer rank,
            @Nullable BigDecimal penalty,
            List<Reason> words) {}

    /**
     * A planner's plan.
     *
     * @param followed false for a shadow, whose plan had no effect
     * @param facilityRefs who would have served it, with as many parts
     * @param unplacedUnits units nobody would have been given
     */
    public record Planner(
            String name, boolean followed, List<String> facilityRefs, long unplacedUnits, BigDecimal cost) {}

    /** All plans of the order, the oldest first; {@code mostVerdicts} facilities of each. */
    public List<Told> ofOrder(Handle handle, String orderId, int mostVerdicts) {
        return plans.of(handle, "order_ref", orderId).stream()
                .sorted(Comparator.comparing(RoutingPlan::id))
                .map(plan -> told(handle, plan, mostVerdicts))
                .toList();
    }

    private Told told(Handle handle, RoutingPlan plan, int mostVerdicts) {
        Instant next = plans.nextAttempt(handle, plan.id())
                .filter(attempt -> attempt.isBefore(RoutingPlans.NEVER))
                .orElse(null);
        Optional<DecisionLogs.Told> run = decisionLogs.find(handle, plan.id(), plan.routingRun());
        List<DecisionLogs.Place> places = run.map(DecisionLogs.Told::facilities).orElse(List.of());
        PlanStanding standing = PlanStanding.of(plan, () -> places, next);
        return new Told(
                plan,
                standing.why(),
                standing.frees(),
                standing.nextAttempt(),
                decisionLogs.runs(handle, plan.id()).get(plan.routingRun()),
                places.size(),
                run.map(told -> verdicts(told, mostVerdicts)).orElse(List.of()),
                decisionLogs
                        .findPlanning(handle, plan.id(), plan.routingRun())
                        .map(this::planners)
                        .orElse(List.of()),
                PlanDecisions.MadeByPool.of(plan, poolRuns.improvementThatMade(handle, plan))
                        .map(PlanDecisions.MadeByPool::explanation)
                        .orElse(List.of()));
    }

    private static List<Verdict> verdicts(DecisionLogs.Told told, int most) {
        List<FacilityVerdict> all = FacilityVerdict.sorted(told.facilities());
        ExplainFacility explain = new ExplainFacility(told.log(), all);
        return all.stream()
                .limit(most)
                .map(verdict -> new Verdict(
                        verdict.facilityRef(),
                        verdict.name(),
                        verdict.chosen(),
                        verdict.outcome() == FacilityVerdict.Outcome.PASSED,
                        verdict.rank(),
                        verdict.totalPenalty(),
                        explain.explain(verdict)))
                .toList();
    }

    private List<Planner> planners(String planning) {
        PlanningLog log;
        try {
            log = json.readValue(planning, PlanningLog.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored comparison of planners cannot be read", failure);
        }
        List<Planner> planners = new ArrayList<>();
        planners.add(planner(log.plan(), true));
        log.shadows().forEach(shadow -> planners.add(planner(shadow, false)));
        return planners;
    }

    private static Planner planner(PlanningLog.Plan plan, boolean followed) {
        return new Planner(
                plan.planner(),
                followed,
                plan.parts().stream().map(PlanningLog.Part::facilityRef).toList(),
                plan.unplacedUnits(),
                plan.cost().total());
    }
}
