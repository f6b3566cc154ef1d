package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a plan was decided: by runs of the engine, or by a pool that moved its order there. Waybill's own; the contract knows
 * decision logs of runs only.
 *
 * @param runs of which something is kept, the first one first
 * @param poolMove null unless a pool made the plan, and its run is still kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanDecisions(
        String routingPlanRef, List<Run> runs, @Nullable MadeByPool poolMove) {

    /**
     * A run of the engine.
     *
     * @param decisionLog path of the contract's log
     * @param facilities path of what became of every facility
     */
    record Run(int routingRun, Instant created, String decisionLog, String facilities) {}

    /**
     * The move by which the plan came to be.
     *
     * @param poolRun path of the run, with all of its improvements
     * @param improvement number within the run
     * @param saving of all moves of the improvement together, in points
     * @param explanation how it came about
     */
    record MadeByPool(
            String poolRunRef,
            String poolRun,
            int improvement,
            BigDecimal saving,
            PoolImprovement.Move move,
            List<Reason> explanation) {

        /** @param improvement the one that made the plan; empty when none did, or it is not kept any more */
        static Optional<MadeByPool> of(RoutingPlan plan, Optional<PoolImprovement> improvement) {
            return improvement.map(made ->
                    of(Objects.requireNonNull(plan.runId()), made, Objects.requireNonNull(made.moveTo(plan.id()))));
        }

        private static MadeByPool of(String runId, PoolImprovement improvement, PoolImprovement.Move move) {
            return new MadeByPool(
                    runId,
                    "/waybill/routing/pool/runs/" + runId,
                    improvement.number(),
                    improvement.saving(),
                    move,
                    told(improvement, move));
        }

        private static List<Reason> told(PoolImprovement improvement, PoolImprovement.Move move) {
            List<Reason> told = new ArrayList<>();
            told.add(new Reason.MovedByPool(facilities(move.from()), facilities(move.to())));
            told.add(new Reason.CostChanged(move.costBefore(), move.costAfter()));
            int others = improvement.moves().size() - 1;
            if (others > 0) {
                if (move.saving().signum() < 0) {
                    told.add(new Reason.MadeRoom());
                }
                told.add(new Reason.SavesTogether(others, improvement.saving()));
            }
            told.add(new Reason.FencesLetItPass());
            return told;
        }

        private static String facilities(List<PoolImprovement.Part> parts) {
            return parts.stream()
                    .map(PoolImprovement.Part::facilityRef)
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
    }

    static PlanDecisions of(String planId, SortedMap<Integer, Instant> runs, @Nullable MadeByPool poolMove) {
        return new PlanDecisions(
                planId,
                runs.entrySet().stream()
                        .map(run -> new Run(
                                run.getKey(),
                                run.getValue(),
                                "/api/routingplans/" + planId + "/decisionlogs/" + run.getKey(),
                                "/waybill/routing/plans/" + planId + "/decisions/" + run.getKey() + "/facilities"))
                        .toList(),
                poolMove);
    }
}
