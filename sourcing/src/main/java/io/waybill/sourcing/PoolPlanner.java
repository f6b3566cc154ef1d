package io.waybill.sourcing;

/** Improves orders that are routed but not started, together. No state, safe for use by many threads. */
public interface PoolPlanner {

    /**
     * Looks for orders that would be served better elsewhere, alone or by making room for each other. Facilities are
     * judged and rated for the whole of an order against the pool's snapshot, in which everything the pool holds counts as
     * available; so the costs of an order do not change with what the others do, and the sum of costs can be compared.
     * What is told never costs more in sum, never needs more units than there are, and never leaves an order with more
     * units unplaced than before.
     *
     * @throws IllegalArgumentException when a configuration names something unknown
     */
    PoolResult improve(Pool pool);

    /** The one that Waybill has. */
    static PoolPlanner standard() {
        return pool -> new PoolSearch(pool).result();
    }
}
