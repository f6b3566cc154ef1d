package io.waybill.platform.routing;

import io.waybill.platform.facilities.CarrierConfigurations;
import io.waybill.platform.facilities.CarrierTransits;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.TimeConfigurations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what target times follow from. Thread-safe; four statements at most, for however many plans and facilities. */
@ApplicationScoped
public class TargetTimes {
    private final Facilities facilities;
    private final FacilityCarriers carriers;
    private final CarrierConfigurations carrierConfigurations;
    private final TimeConfigurations configurations;

    TargetTimes(
            Facilities facilities,
            FacilityCarriers carriers,
            CarrierConfigurations carrierConfigurations,
            TimeConfigurations configurations) {
        this.facilities = facilities;
        this.carriers = carriers;
        this.carrierConfigurations = carrierConfigurations;
        this.configurations = configurations;
    }

    /**
     * When work on a plan has to be done.
     *
     * @param target null when its facility never picks, and the order names no time
     * @param latestStart when it has to begin for that; null when that is not known
     */
    public record WorkingTime(
            @Nullable Instant target, @Nullable Instant latestStart) {

        /** As it was decided together with the facility of the plan. */
        public static WorkingTime of(RoutingPlan plan) {
            RoutingPlan.LatestPickingStart latest = plan.latestPickingStart();
            if (latest != null) {
                return new WorkingTime(latest.targetTime(), latest.latestPickingStartDate());
            }
            RoutingPlan.EarliestPickingStart earliest = plan.earliestPickingStart();
            return new WorkingTime(
                    earliest != null
                            ? earliest.targetTime()
                            : TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime())
                                    .orElse(null),
                    null);
        }
    }

    /** The plans with the times at their facilities; those without a facility unchanged. */
    List<RoutingPlan> timed(Handle handle, List<RoutingPlan> plans, Instant now) {
        Set<String> concerned = facilitiesOf(plans);
        if (concerned.isEmpty()) {
            return plans;
        }
        WorkingTimes times = load(handle, plans, facilities.byIds(handle, concerned), now);
        return plans.stream().map(times::timed).toList();
    }

    /**
     * What the times of these plans follow from; of carriers and transit times no more is read than the plans need.
     *
     * @param known the facilities that come into question
     * @param now from when on there is time to work on the plans
     */
    WorkingTimes load(Handle handle, Collection<RoutingPlan> plans, Map<String, Facility> known, Instant now) {
        return load(handle, plans, known, now, plans.stream().anyMatch(WorkingTimes::namesDayOfDelivery));
    }

    /** As above, with what days of delivery follow from at all of the facilities, whether the plans name one or not. */
    WorkingTimes loadWithDelivery(
            Handle handle, Collection<RoutingPlan> plans, Map<String, Facility> known, Instant now) {
        return load(handle, plans, known, now, true);
    }

    private WorkingTimes load(
            Handle handle, Collection<RoutingPlan> plans, Map<String, Facility> known, Instant now, boolean byDay) {
        Map<String, List<FacilityCarrier>> usable =
                carriers.usableByFacilities(handle, byDay ? known.keySet() : facilitiesOf(plans));
        Map<String, CarrierTransits> transits = byDay
                ? carrierConfigurations.transits(
                        handle,
                        usable.values().stream()
                                .flatMap(List::stream)
                                .map(FacilityCarrier::carrierRef)
                                .collect(Collectors.toSet()))
                : Map.of();
        return new WorkingTimes(known, usable, transits, configurations.settings(handle), now);
    }

    /** The target time of work at a facility without an order. */
    public TargetTime at(Handle handle, String facilityId, Instant now) {
        return facilities
                .find(handle, facilityId)
                .map(facility -> TargetTime.of(
                        facility,
                        carriers.usableByFacilities(handle, Set.of(facilityId)).getOrDefault(facilityId, List.of()),
                        null,
                        configurations.settings(handle),
                        now))
                .orElseGet(TargetTime.Unknown::new);
    }

    private static Set<String> facilitiesOf(Collection<RoutingPlan> plans) {
        return plans.stream()
                .map(RoutingPlan::facilityRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
