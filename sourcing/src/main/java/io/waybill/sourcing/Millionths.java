package io.waybill.sourcing;

/**
 * Sums and products of costs, which are at least 0. What would leave the range of a long stays at {@link #MOST}: an order
 * of millions of units with the largest penalties is then told apart by its other terms no longer, but never wrongly.
 */
final class Millionths {

    /** The largest cost; leaves room to add a few of them. */
    static final long MOST = Long.MAX_VALUE / 16;

    private Millionths() {}

    static long plus(long one, long other) {
        return Math.min(MOST, one + other);
    }

    static long times(long each, long count) {
        return Math.multiplyHigh(each, count) != 0 || each * count < 0 ? MOST : Math.min(MOST, each * count);
    }

    /** Whether {@code cost / units} is less than (negative), equal to or more than {@code otherCost / otherUnits}. */
    static int compareRatio(long cost, long units, long otherCost, long otherUnits) {
        int high = Long.compare(Math.multiplyHigh(cost, otherUnits), Math.multiplyHigh(otherCost, units));
        return high != 0 ? high : Long.compareUnsigned(cost * otherUnits, otherCost * units);
    }
}
