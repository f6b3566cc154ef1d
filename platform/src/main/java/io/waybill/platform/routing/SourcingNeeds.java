package io.waybill.platform.routing;

import io.waybill.sourcing.SourcingConfiguration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What the standard rules of a batch look at beyond facilities, listings and stock. Nothing else is read.
 *
 * @param carriers which carriers can be used where
 * @param deliveries what they ask for deliveries and how long they take; implies carriers
 * @param sameDay until when same-day orders can leave; implies carriers
 * @param workload open pick jobs
 * @param capacity free picking capacity
 * @param expiries when stock expires
 * @param turnover units picked of late
 * @param prices sales prices
 * @param zones in how good zones the stock lies
 */
record SourcingNeeds(
        boolean carriers,
        boolean deliveries,
        boolean sameDay,
        boolean workload,
        boolean capacity,
        boolean expiries,
        boolean turnover,
        boolean prices,
        boolean zones) {

    static final SourcingNeeds NOTHING =
            new SourcingNeeds(false, false, false, false, false, false, false, false, false);

    static final SourcingNeeds EVERYTHING = new SourcingNeeds(true, true, true, true, true, true, true, true, true);

    /** The same, and what carriers ask for deliveries. */
    SourcingNeeds withDeliveries() {
        return new SourcingNeeds(true, true, sameDay, workload, capacity, expiries, turnover, prices, zones);
    }

    /** What at least one of the configurations needs. */
    static SourcingNeeds of(Collection<SourcingConfiguration> configurations) {
        Set<String> fences = new HashSet<>();
        Set<String> ratings = new HashSet<>();
        configurations.forEach(configuration -> {
            fences.addAll(configuration.activeFences());
            ratings.addAll(configuration.activeRatings());
        });
        boolean costs = ratings.contains(SourcingConfiguration.COST_COMPONENTS);
        boolean deliveries = costs
                || ratings.contains(SourcingConfiguration.DELIVERY_COSTS)
                || ratings.contains(SourcingConfiguration.DELIVERY_TIME);
        boolean sameDay = fences.contains(SourcingConfiguration.SAMEDAY_POSSIBLE);
        return new SourcingNeeds(
                deliveries || sameDay || fences.contains(SourcingConfiguration.FACILITY_CARRIERAVAILABILITY),
                deliveries,
                sameDay,
                ratings.contains(SourcingConfiguration.WORKLOAD_BALANCING),
                fences.contains(SourcingConfiguration.FACILITY_PICKING_TIME_CAPACITY)
                        || ratings.contains(SourcingConfiguration.CAPACITY),
                ratings.contains(SourcingConfiguration.EXPIRY_DATE),
                ratings.contains(SourcingConfiguration.TURNOVER),
                costs,
                ratings.contains(SourcingConfiguration.ZONE));
    }
}
