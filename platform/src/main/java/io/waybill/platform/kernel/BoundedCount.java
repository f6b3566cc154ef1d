package io.waybill.platform.kernel;

/**
 * How many there are, counted up to a bound, so that looking does not cost more as a table grows.
 *
 * @param value at most the bound
 * @param more whether there are more than that
 */
public record BoundedCount(long value, boolean more) {
    /** Up to how many rows are counted. */
    public static final int BOUND = 10_000;

    /** Rows that a query has to read to know whether there are more than the bound. */
    public static final int LIMIT = BOUND + 1;

    /** @param counted with a limit of {@link #LIMIT} */
    public static BoundedCount of(long counted) {
        return new BoundedCount(Math.min(counted, BOUND), counted > BOUND);
    }

    /** Whether there is none. */
    public boolean isZero() {
        return value == 0;
    }
}
