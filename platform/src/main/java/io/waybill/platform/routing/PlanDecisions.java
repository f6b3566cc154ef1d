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
     * @param explanation in words
     */
    record MadeByPool(
            String poolRunRef,
            String poolRun,
            int improvement,
            BigDecimal saving,
            PoolImprovement.Move move,
            List<String> explanation) {

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

        private static List<String> told(PoolImprovement improvement, PoolImprovement.Move move) {
            List<String> sentences = new ArrayList<>();
            sentences.add("No run of the engine decided this plan: a pool moved its order from "
                    + facilities(move.from()) + " to " + facilities(move.to()) + ".");
            sentences.add("The order cost " + points(move.costBefore()) + " where it was and costs "
                    + points(move.costAfter()) + " where it is.");
            int others = improvement.moves().size() - 1;
            if (others > 0) {
                if (move.saving().signum() < 0) {
                    sentences.add("It made room for others.");
                }
                sentences.add("Together with " + (others == 1 ? "one other order" : others + " other orders")
                        + " it saves " + points(improvement.saving()) + ".");
            }
            sentences.add("When it was moved, every fence of its configuration let the new facilities pass.");
            return sentences;
        }

        private static String points(BigDecimal amount) {
            return amount.stripTrailingZeros().toPlainString() + " points";
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
