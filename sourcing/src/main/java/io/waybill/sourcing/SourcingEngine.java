package io.waybill.sourcing;

import java.util.List;
import java.util.Set;

/** Decides which facilities serve an order. Implementations have no state and are safe for use by many threads. */
public interface SourcingEngine {

    /**
     * Decides. The same arguments always give an equal outcome; neither the order of lines nor that of facilities
     * matters.
     *
     * @throws IllegalArgumentException when the configuration names a fence, rating or planner that this engine does
     *     not know, a mode that the fence does not support, or thresholds for a rating that takes none
     */
    SourcingDecision decide(SourcingRequest request, SourcingSnapshot snapshot, SourcingConfiguration configuration);

    /** Keys of the fences known. */
    Set<String> fences();

    /** Keys of the ratings known. */
    Set<String> ratings();

    /** Keys of the planners known. */
    Set<String> planners();

    /** The engine with every fence, rating and planner that Waybill has. */
    static SourcingEngine standard() {
        return new StagedSourcingEngine(
                List.of(
                        new ServiceTypeFence(),
                        new PreselectedFacilityFence(),
                        new CompleteStockFence(),
                        new MinimumStockFence()),
                List.of(new GeoDistanceRating(), new StockAvailabilityRating()),
                List.of(new SequentialPlanner()));
    }
}
