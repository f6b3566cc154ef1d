package io.waybill.sourcing;

import java.math.BigDecimal;
import java.util.List;

/**
 * The cost of a plan, term by term (see {@link Objective}), in whole millionths of a point. A term that would exceed
 * 576,460,752,303.423487 points stays there.
 *
 * @param parts the rating penalty of each facility, in the order of the parts
 * @param split for the parts after the first
 * @param shortage for the units nobody was given
 * @param scarcity for taking units from where little is
 */
public record PlanCost(List<PartCost> parts, long split, long shortage, long scarcity) {

    public PlanCost {
        parts = List.copyOf(parts);
    }

    /**
     * The rating penalty of one facility, as rated for the whole order.
     *
     * @param ratings in millionths
     */
    public record PartCost(String facilityId, long ratings) {}

    /** Sum of the rating penalties in millionths. */
    public long ratings() {
        return parts.stream().mapToLong(PartCost::ratings).reduce(0, Millionths::plus);
    }

    /** Sum of all terms in millionths. */
    public long total() {
        return Millionths.plus(Millionths.plus(ratings(), split), Millionths.plus(shortage, scarcity));
    }

    /** Millionths as points with six decimals. */
    public static BigDecimal points(long millionths) {
        return BigDecimal.valueOf(millionths, 6);
    }
}
