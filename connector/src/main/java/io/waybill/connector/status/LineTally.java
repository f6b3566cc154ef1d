package io.waybill.connector.status;

import java.util.EnumMap;
import java.util.Map;

/**
 * What all jobs together say about the pieces of one line. Each number counts on its own, and each later stage includes
 * pieces that an earlier one counted too. Pure.
 *
 * @param handedOver left the facility
 * @param packed were packed
 * @param picked were picked, in jobs that are closed
 * @param picking lie in jobs that somebody is at
 * @param waiting lie in jobs that nobody has begun
 * @param missed were not found, or are in jobs that were aborted
 * @param cancelled the platform will not fulfil
 * @param undecided whether what was not found may still come from elsewhere
 */
record LineTally(
        long handedOver,
        long packed,
        long picked,
        long picking,
        long waiting,
        long missed,
        long cancelled,
        boolean undecided) {
    /** Nobody has begun. */
    static final LineTally NOTHING = new LineTally(0, 0, 0, 0, 0, 0, 0, false);

    /**
     * So many pieces by how far they are: every piece in one state, as far as any job got it. States without pieces are
     * left out.
     */
    Map<LineState, Long> split(long pieces) {
        Map<LineState, Long> states = new EnumMap<>(LineState.class);
        long rest = pieces;
        rest = take(states, LineState.HANDED_OVER, handedOver, rest);
        rest = take(states, LineState.PACKED, packed - handedOver, rest);
        rest = take(states, LineState.PICKED, picked - Math.max(packed, handedOver), rest);
        rest = take(states, LineState.CANCELLED, cancelled, rest);
        rest = take(states, LineState.PICKING, picking, rest);
        // What was not found and is to be picked elsewhere is counted there already.
        long elsewhere = Math.min(waiting, rest);
        rest = elsewhere + take(states, LineState.SHORT_PICKED, undecided ? 0 : missed, rest - elsewhere);
        take(states, LineState.OPEN, rest, rest);
        return states;
    }

    private static long take(Map<LineState, Long> states, LineState state, long wanted, long rest) {
        long taken = Math.min(Math.max(wanted, 0), rest);
        if (taken > 0) {
            states.put(state, taken);
        }
        return rest - taken;
    }

    LineTally plus(LineTally other) {
        return new LineTally(
                handedOver + other.handedOver,
                packed + other.packed,
                picked + other.picked,
                picking + other.picking,
                waiting + other.waiting,
                missed + other.missed,
                cancelled + other.cancelled,
                undecided || other.undecided);
    }
}
