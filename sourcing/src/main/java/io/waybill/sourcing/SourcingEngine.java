package io.waybill.sourcing;

import io.waybill.sourcing.SourcingFacility.LocationType;
import java.util.List;
import java.util.Set;

/** Decides which facilities serve an order. Implementations have no state and are safe for use by many threads. */
public interface SourcingEngine {

    /**
     * Decides. The same arguments always give an equal outcome; neither the order of lines nor that of facilities
     * matters.
     *
     * @throws IllegalArgumentException when the configuration names a fence, rating or planner that this engine does
     *     not know, a mode that the fence does not support, or settings that a rating does not take or does not find
     */
    SourcingDecision decide(SourcingRequest request, SourcingSnapshot snapshot, SourcingConfiguration configuration);

    /** Keys of the fences known. */
    Set<String> fences();

    /**
     * Modes that a fence supports.
     *
     * @throws IllegalArgumentException when no fence has that key
     */
    Set<FenceMode> modes(String fence);

    /** Keys of the ratings known, weighted or by priority. */
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
                        new MinimumStockFence(),
                        new CarrierFence(),
                        new SameDayFence(),
                        new CountryFence(),
                        new PickingCapacityFence()),
                List.of(
                        new GeoDistanceRating(),
                        new StockAvailabilityRating(),
                        new StockBalancingRating(),
                        new TurnoverRating(),
                        new WorkloadBalancingRating(),
                        new MatchingServiceRating(),
                        new PreferredLocationTypeRating(SourcingConfiguration.PREFER_STORE, LocationType.STORE),
                        new PreferredLocationTypeRating(SourcingConfiguration.PREFER_WAREHOUSE, LocationType.WAREHOUSE),
                        new ZoneRating(),
                        new ExpiryDateRating(),
                        new CapacityRating(),
                        new DeliveryCostsRating(),
                        new DeliveryTimeRating(),
                        new CostComponentsRating(),
                        new NumberOfDeliveriesRating()),
                List.of(new SequentialPlanner(), new CoverPlanner(), new ExactPlanner()));
    }
}
