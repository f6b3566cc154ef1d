package io.waybill.platform.routing;

import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.Verdicts;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of every facility in a run, in a few bytes each: one where it was no candidate, two bits more per fence where
 * one of them kept it out, rank and penalty where it passed. Which facility a place in the row belongs to says the
 * {@link Roster} of the run; which fence a bit belongs to, the statistics of its decision log.
 */
final class RunVerdicts {
    private static final int CHOSEN = 0x80;
    private static final int PASSED = 0;
    private static final int KEPT_OUT = 1;

    /** Stored as 2 and up; a new one goes to the end. */
    private static final List<Candidacy> EXCLUSIONS = List.of(
            Candidacy.NOT_ONLINE,
            Candidacy.BLACK_LISTED,
            Candidacy.ALREADY_USED,
            Candidacy.NOT_THE_COLLECT_FACILITY,
            Candidacy.NO_ACTIVE_LISTING,
            Candidacy.CUSTOM_SERVICE_NOT_OFFERED);

    /** Two bits each, the first fence in the lowest. */
    private static final List<FenceResult> RESULTS =
            List.of(FenceResult.PASSED, FenceResult.FAILED, FenceResult.REACTIVE_PASSING_POSSIBLE);

    private static final int FENCES_PER_BYTE = 4;
    private static final int DECIMALS = 6;

    private RunVerdicts() {}

    /** What became of a facility. */
    sealed interface Outcome {

        /** Whether it got the part of this run. */
        boolean chosen();

        /** @param rank from 1 */
        record Passed(int rank, BigDecimal totalPenalty, boolean chosen) implements Outcome {}

        /**
         * @param failed names of the fences that say no
         * @param mayPassLater names of those that say: not now
         */
        record KeptOut(List<String> failed, List<String> mayPassLater, boolean chosen) implements Outcome {}

        record Excluded(Candidacy reason, boolean chosen) implements Outcome {}
    }

    static byte[] encode(Verdicts verdicts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(verdicts.facilities() * 4);
        int fences = verdicts.fences().size();
        for (int facility = 0; facility < verdicts.facilities(); facility++) {
            int chosen = verdicts.isChosen(facility) ? CHOSEN : 0;
            int exclusion = EXCLUSIONS.indexOf(verdicts.candidacy(facility));
            if (exclusion >= 0) {
                bytes.write(chosen | (exclusion + 2));
            } else if (verdicts.result(facility) == FenceResult.PASSED) {
                bytes.write(chosen | PASSED);
                number(bytes, verdicts.rank(facility));
                number(bytes, verdicts.penalty(facility));
            } else {
                bytes.write(chosen | KEPT_OUT);
                for (int first = 0; first < fences; first += FENCES_PER_BYTE) {
                    int results = 0;
                    for (int fence = first; fence < Math.min(fences, first + FENCES_PER_BYTE); fence++) {
                        results |= RESULTS.indexOf(verdicts.fence(fence, facility)) << 2 * (fence - first);
                    }
                    bytes.write(results);
                }
            }
        }
        return bytes.toByteArray();
    }

    /**
     * @param fences names in configured order, as many as there were
     * @return one for each place of the roster
     */
    static List<Outcome> decode(byte[] stored, List<String> fences) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        List<Outcome> outcomes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int head = bytes.get();
            boolean chosen = (head & CHOSEN) != 0;
            int kind = head & ~CHOSEN & 0xFF;
            outcomes.add(
                    switch (kind) {
                        case PASSED ->
                            new Outcome.Passed(
                                    Math.toIntExact(number(bytes)),
                                    BigDecimal.valueOf(number(bytes), DECIMALS),
                                    chosen);
                        case KEPT_OUT -> keptOut(bytes, fences, chosen);
                        default -> new Outcome.Excluded(EXCLUSIONS.get(kind - 2), chosen);
                    });
        }
        return outcomes;
    }

    private static Outcome keptOut(ByteBuffer bytes, List<String> fences, boolean chosen) {
        List<String> failed = new ArrayList<>();
        List<String> mayPassLater = new ArrayList<>();
        int results = 0;
        for (int fence = 0; fence < fences.size(); fence++) {
            results = fence % FENCES_PER_BYTE == 0 ? bytes.get() & 0xFF : results >> 2;
            @Nullable
            List<String> said = switch (RESULTS.get(results & 3)) {
                case PASSED -> null;
                case FAILED -> failed;
                case REACTIVE_PASSING_POSSIBLE -> mayPassLater;
            };
            if (said != null) {
                said.add(fences.get(fence));
            }
        }
        return new Outcome.KeptOut(failed, mayPassLater, chosen);
    }

    /** Seven bits in a byte, the lowest first, as long as the highest bit is set. */
    private static void number(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while (rest > 0x7F) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long number(ByteBuffer bytes) {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = bytes.get() & 0xFF;
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next > 0x7F);
        return value;
    }
}
