package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingDecision.NotRoutable;
import io.waybill.sourcing.SourcingDecision.NotRoutableReason;
import io.waybill.sourcing.SourcingDecision.Outcome;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingDecision.UnplacedReason;
import io.waybill.sourcing.SourcingDecision.Waiting;
import io.waybill.sourcing.SourcingDecision.WaitingReason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Turns a plan into an outcome: parts, what is left over and why, and whether it may wait. */
final class Verdict {

    private final List<Step> steps;
    private final boolean useWaitingRoom;
    private final Evaluation first;
    private final Demand rest;
    private final BitSet chosen = new BitSet();

    Verdict(List<Step> steps, boolean useWaitingRoom) {
        this.steps = steps;
        this.useWaitingRoom = useWaitingRoom;
        this.first = steps.getFirst().evaluation();
        this.rest = steps.getLast().rest();
        steps.stream().filter(Step::hasChosen).forEach(step -> chosen.set(step.chosen()));
    }

    Outcome outcome() {
        List<Unplaced> unplaced = unplaced();
        if (!chosen.isEmpty()) {
            return new Routed(parts(), unplaced);
        }
        if (anyFacilityMayPassLater()) {
            return new Waiting(WaitingReason.REACTIVE_FENCE, unplaced);
        }
        if (useWaitingRoom && unplaced.stream().anyMatch(Unplaced::mayWait)) {
            return new Waiting(WaitingReason.PRE_OR_BACK_ORDER, unplaced);
        }
        return new NotRoutable(whyNotRoutable(), unplaced);
    }

    private List<Part> parts() {
        Situation situation = first.situation();
        return steps.stream()
                .filter(Step::hasChosen)
                .map(step -> new Part(situation.facility(step.chosen()).id(), step.assigned()))
                .toList();
    }

    private boolean anyFacilityMayPassLater() {
        for (int facility = 0; facility < first.situation().facilities(); facility++) {
            if (first.verdict(facility) == FenceResult.REACTIVE_PASSING_POSSIBLE) {
                return true;
            }
        }
        return false;
    }

    private NotRoutableReason whyNotRoutable() {
        Situation situation = first.situation();
        String collectFacility = situation.request().wishes().collectFacility();
        if (collectFacility != null && situation.snapshot().facility(collectFacility) == null) {
            return NotRoutableReason.COLLECT_FACILITY_UNKNOWN;
        }
        NotRoutableReason reason = NotRoutableReason.NO_CANDIDATE;
        for (int facility = 0; facility < situation.facilities(); facility++) {
            if (first.passed(facility)) {
                return NotRoutableReason.NOTHING_AVAILABLE;
            }
            if (first.candidacy(facility) == Candidacy.CANDIDATE) {
                reason = NotRoutableReason.NO_CANDIDATE_PASSED_THE_FENCES;
            }
        }
        return reason;
    }

    private List<Unplaced> unplaced() {
        Situation situation = first.situation();
        int lines = situation.lines();
        boolean[] someoneHasSome = new boolean[lines];
        boolean[] someoneCanTake = new boolean[lines];
        boolean[] mayWait = new boolean[lines];
        if (!rest.isEmpty()) {
            for (int facility = 0; facility < situation.facilities(); facility++) {
                if (first.passedAllButStock(facility)) {
                    long[] takeable = chosen.get(facility) ? new long[lines] : rest.takeableBy(facility);
                    for (int line = 0; line < lines; line++) {
                        int article = situation.articleOf(line);
                        someoneHasSome[line] |= situation.available(facility, article) > 0;
                        someoneCanTake[line] |= takeable[line] > 0;
                        mayWait[line] |= situation.listing(facility, article).mayWait();
                    }
                }
            }
        }
        List<Unplaced> unplaced = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            if (rest.units(line) > 0) {
                SourcingRequest.Line wanted = situation.line(line);
                UnplacedReason reason = reason(wanted, someoneCanTake[line], someoneHasSome[line]);
                unplaced.add(new Unplaced(wanted.id(), wanted.articleId(), rest.units(line), reason, mayWait[line]));
            }
        }
        return unplaced;
    }

    private static UnplacedReason reason(SourcingRequest.Line line, boolean someoneCanTake, boolean someoneHasSome) {
        if (someoneCanTake) {
            return UnplacedReason.NOT_SPLIT;
        }
        return line.bundleKey() != null && someoneHasSome
                ? UnplacedReason.BUNDLE_INCOMPLETE
                : UnplacedReason.NOT_AVAILABLE;
    }
}
