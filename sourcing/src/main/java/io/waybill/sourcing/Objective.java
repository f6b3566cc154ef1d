package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.RatingRule;

/**
 * What a plan costs, so that plans of different planners can be compared. The cost of a plan is the sum of
 *
 * <ul>
 *   <li>the rating penalties of its facilities: each facility that gets a part is charged its whole penalty as rated
 *       for the whole order, once, however much it gets. A part is a parcel, and a parcel travels the whole way;
 *   <li>{@code splitPenalty} for every part after the first;
 *   <li>{@code shortagePenalty} for every unit that nobody is given;
 *   <li>{@code scarcityPrice} times the share of the article's stock that lies elsewhere, for every unit taken. A unit
 *       from the place that holds all of it costs nothing, one from a place that holds a tenth nine tenths of the price:
 *       so the last pieces of a shop are spared while a warehouse is full. Zero, and so off, unless set.
 * </ul>
 *
 * <p>A plan of one part that places everything costs exactly the penalty by which facilities are ranked. The weights are
 * in the same points as {@link RatingRule#maxPenalty}.
 *
 * @param splitPenalty points for each part after the first
 * @param shortagePenalty points for each unit not placed. Where it is smaller than what a further facility would cost,
 *     units are left unplaced although somebody has them; an order of which something can be placed is never left
 *     without any part
 * @param scarcityPrice points for a unit taken where none of the article's stock lies; at most the shortage penalty, so
 *     that a unit is never left unplaced for its price
 */
public record Objective(int splitPenalty, int shortagePenalty, int scarcityPrice) {

    /** Ten points a split, a thousand points a unit that is missing, no price on scarce stock. */
    public static final Objective STANDARD = new Objective(10, 1_000, 0);

    /** @throws IllegalArgumentException when a weight is out of range or the price above the shortage penalty */
    public Objective {
        inRange("splitPenalty", splitPenalty);
        inRange("shortagePenalty", shortagePenalty);
        inRange("scarcityPrice", scarcityPrice);
        if (scarcityPrice > shortagePenalty) {
            throw new IllegalArgumentException("scarcityPrice must not be above shortagePenalty");
        }
    }

    private static void inRange(String name, int points) {
        if (points < 0 || points > RatingRule.MAX_PENALTY) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to " + RatingRule.MAX_PENALTY + ", was " + points);
        }
    }

    /** Cost in millionths of that many splits. */
    long splits(long splits) {
        return Millionths.times(splitPenalty * Rating.WHOLE, splits);
    }

    /** Cost in millionths of that many units nobody was given. */
    long shortage(long units) {
        return Millionths.times(shortagePenalty * Rating.WHOLE, units);
    }

    /**
     * Price in millionths of one unit at a facility.
     *
     * @param here units available there, at least 1
     * @param everywhere units available in the whole network, at least {@code here}
     */
    long priceOfUnit(long here, long everywhere) {
        // A share of a large stock needs no more than its leading digits, and so the product stays inside a long.
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(everywhere) - 40);
        long scaled = everywhere >> shift;
        return (scaled - (here >> shift)) * Rating.WHOLE / scaled * scarcityPrice;
    }
}
