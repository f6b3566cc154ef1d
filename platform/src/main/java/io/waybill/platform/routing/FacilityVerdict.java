package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one facility in one run: Waybill's own answer to "why there?" and "why not here?".
 *
 * @param facilityRef id of the facility, which may be gone since
 * @param name as it was then
 * @param outcome PASSED all fences, FAILED one, REACTIVE_PASSING_POSSIBLE: not now, or EXCLUDED before any
 * @param chosen whether it got the part of this run
 * @param rank from 1; null unless PASSED
 * @param totalPenalty null unless PASSED
 * @param decidedBy the fence or exclusion that decided: the first in configured order; null when PASSED
 * @param failedFences all fences that said FAILED, in configured order
 * @param reactiveFences all that said REACTIVE_PASSING_POSSIBLE
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FacilityVerdict(
        String facilityRef,
        String name,
        Outcome outcome,
        boolean chosen,
        @Nullable Integer rank,
        @Nullable BigDecimal totalPenalty,
        @Nullable String decidedBy,
        List<String> failedFences,
        List<String> reactiveFences) {

    enum Outcome {
        PASSED,
        FAILED,
        REACTIVE_PASSING_POSSIBLE,
        EXCLUDED
    }

    /**
     * What became of all of them: the ranked ones by rank, then those that may pass later, those that a fence kept out, and
     * those that were not looked at, each by id.
     */
    static List<FacilityVerdict> sorted(List<DecisionLogs.Place> places) {
        return places.stream()
                .map(FacilityVerdict::of)
                .sorted(Comparator.comparingInt(FacilityVerdict::order))
                .toList();
    }

    static FacilityVerdict of(DecisionLogs.Place place) {
        return switch (place.outcome()) {
            case RunVerdicts.Outcome.Passed passed ->
                new FacilityVerdict(
                        place.facilityId(),
                        place.name(),
                        Outcome.PASSED,
                        passed.chosen(),
                        passed.rank(),
                        passed.totalPenalty(),
                        null,
                        List.of(),
                        List.of());
            case RunVerdicts.Outcome.KeptOut out ->
                new FacilityVerdict(
                        place.facilityId(),
                        place.name(),
                        out.failed().isEmpty() ? Outcome.REACTIVE_PASSING_POSSIBLE : Outcome.FAILED,
                        out.chosen(),
                        null,
                        null,
                        out.failed().isEmpty()
                                ? out.mayPassLater().getFirst()
                                : out.failed().getFirst(),
                        out.failed(),
                        out.mayPassLater());
            case RunVerdicts.Outcome.Excluded excluded ->
                new FacilityVerdict(
                        place.facilityId(),
                        place.name(),
                        Outcome.EXCLUDED,
                        excluded.chosen(),
                        null,
                        null,
                        excluded.reason().name(),
                        List.of(),
                        List.of());
        };
    }

    /** Its place in a list that shows the best first and then the others. */
    int order() {
        if (rank != null) {
            return rank;
        }
        return Integer.MAX_VALUE
                - switch (outcome) {
                    case PASSED, REACTIVE_PASSING_POSSIBLE -> 2;
                    case FAILED -> 1;
                    case EXCLUDED -> 0;
                };
    }
}
