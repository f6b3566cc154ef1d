package io.waybill.sourcing;

import io.waybill.sourcing.SourcingDecision.NotRoutable;
import io.waybill.sourcing.SourcingDecision.Outcome;
import io.waybill.sourcing.SourcingDecision.UnplacedReason;
import io.waybill.sourcing.SourcingDecision.Waiting;
import java.util.ArrayList;
import java.util.List;

/** The last stage: tells the steps of a plan. Holds the arrays of the evaluations, and builds records when asked. */
final class RecordedExplanation implements Explanation {

    private final List<Round> rounds;

    RecordedExplanation(List<Step> steps, Outcome outcome, boolean useWaitingRoom) {
        List<Round> recorded = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            recorded.add(new RecordedRound(steps.get(index), split(steps, index, outcome, useWaitingRoom)));
        }
        this.rounds = List.copyOf(recorded);
    }

    @Override
    public List<Round> rounds() {
        return rounds;
    }

    private static SplitDecision split(List<Step> steps, int index, Outcome outcome, boolean useWaitingRoom) {
        Step step = steps.get(index);
        Situation situation = step.evaluation().situation();
        long[] splitOff = new long[situation.lines()];
        for (Step later : steps.subList(index + 1, steps.size())) {
            for (int line = 0; line < splitOff.length; line++) {
                splitOff[line] += later.taken(line);
            }
        }
        return new SplitDecision(
                result(steps, index, outcome, useWaitingRoom),
                Demand.partLines(situation, splitOff),
                step.rest().minus(splitOff).lines());
    }

    private static SplitResult result(List<Step> steps, int index, Outcome outcome, boolean useWaitingRoom) {
        Step step = steps.get(index);
        if (step.rest().isEmpty()) {
            return step.choseBestRated()
                    ? SplitResult.DO_NOT_SPLIT_BECAUSE_AVAILABILITY_USE_BEST_RATED
                    : SplitResult.DO_NOT_SPLIT_USE_BEST_AVAILABLE;
        }
        if (index + 1 < steps.size() && steps.get(index + 1).hasChosen()) {
            return SplitResult.SPLIT;
        }
        boolean waits = outcome instanceof Waiting
                || (useWaitingRoom && outcome.unplaced().stream().anyMatch(SourcingDecision.Unplaced::mayWait));
        if (waits) {
            return SplitResult.PARK_IN_WAITING_ROOM;
        }
        if (outcome instanceof NotRoutable) {
            return SplitResult.FAIL;
        }
        if (index > 0) {
            return step.hasChosen() ? SplitResult.REASSIGN_TO_PARENT : SplitResult.REASSIGN_TO_PARENT_COMPLETELY;
        }
        List<SourcingDecision.Unplaced> unplaced = outcome.unplaced();
        if (unplaced.stream().anyMatch(line -> line.reason() == UnplacedReason.NOT_SPLIT)) {
            return SplitResult.DO_NOT_SPLIT;
        }
        if (unplaced.stream().anyMatch(line -> line.reason() == UnplacedReason.BUNDLE_INCOMPLETE)) {
            return SplitResult.INVALID_SPLIT;
        }
        return step.choseBestRated()
                ? SplitResult.DO_NOT_SPLIT_USE_BEST_RATED
                : SplitResult.DO_NOT_SPLIT_USE_BEST_AVAILABLE;
    }
}
