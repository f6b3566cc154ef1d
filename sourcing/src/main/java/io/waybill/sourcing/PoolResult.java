package io.waybill.sourcing;

import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the pool planner found.
 *
 * @param improvements each may be applied without the others, in any order; most saving first
 * @param costBefore of all orders of the pool, in millionths
 * @param costAfter of all orders, when every improvement is applied
 * @param left orders that had waited longer than the dwell cap and were not looked at
 * @param plans how many times an order was planned
 * @param exhausted whether the search ended because no more plans were allowed
 */
public record PoolResult(
        List<Improvement> improvements, long costBefore, long costAfter, int left, int plans, boolean exhausted) {

    public PoolResult {
        improvements = List.copyOf(improvements);
    }

    /**
     * Orders that move together or not at all, because one needs what another frees.
     *
     * @param moves at least one, by id of the order
     * @param saving of all moves together in millionths, above the threshold
     */
    public record Improvement(List<Move> moves, long saving) {

        public Improvement {
            moves = List.copyOf(moves);
        }

        /**
         * Units needed beyond what the orders hold, by facility and article; negative where units become free. Whoever
         * applies the improvement checks these against the stock of the moment.
         */
        public Map<Place, Long> needs() {
            Map<Place, Long> needs = new TreeMap<>();
            for (Move move : moves) {
                add(needs, move.to(), 1);
                add(needs, move.from(), -1);
            }
            needs.values().removeIf(units -> units == 0);
            return needs;
        }

        private static void add(Map<Place, Long> needs, List<Part> parts, long sign) {
            for (Part part : parts) {
                for (PartLine line : part.lines()) {
                    needs.merge(new Place(part.facilityId(), line.articleId()), sign * line.quantity(), Long::sum);
                }
            }
        }
    }

    /** An article at a facility. */
    public record Place(String facilityId, String articleId) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byFacility = facilityId.compareTo(other.facilityId);
            return byFacility != 0 ? byFacility : articleId.compareTo(other.articleId);
        }
    }

    /**
     * An order that goes elsewhere.
     *
     * @param from its parts as the pool was given
     * @param to its parts from now on; places at least as many units
     * @param costBefore of the order as it is, in millionths
     * @param costAfter of the order once it moved
     */
    public record Move(String orderId, List<Part> from, List<Part> to, long costBefore, long costAfter) {

        public Move {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        /** In millionths; negative for an order that makes room for another. */
        public long saving() {
            return costBefore - costAfter;
        }
    }
}
