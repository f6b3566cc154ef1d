package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.TimeConfigurations;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.orders.DeliveryPreferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what target times follow from. Thread-safe; three statements, for however many plans and facilities. */
@ApplicationScoped
public class TargetTimes {
    private final Facilities facilities;
    private final FacilityCarriers carriers;
    private final TimeConfigurations configurations;

    TargetTimes(Facilities facilities, FacilityCarriers carriers, TimeConfigurations configurations) {
        this.facilities = facilities;
        this.carriers = carriers;
        this.configurations = configurations;
    }

    /** The target times of plans that have a facility, by the id of the plan. */
    public Map<String, TargetTime> of(Handle handle, Collection<RoutingPlan> plans, Instant now) {
        Map<String, TargetTime> times = new HashMap<>();
        Set<String> unsettled = plans.stream()
                .filter(plan -> plan.facilityRef() != null
                        && TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime())
                                .isEmpty())
                .map(RoutingPlan::facilityRef)
                .collect(Collectors.toSet());
        Map<String, Facility> known = facilities.byIds(handle, unsettled);
        Map<String, List<FacilityCarrier>> usable = carriers.usableByFacilities(handle, unsettled);
        TimeSettings settings = configurations.settings(handle);
        for (RoutingPlan plan : plans) {
            if (plan.facilityRef() == null) {
                continue;
            }
            Optional<Instant> wished = TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime());
            times.put(
                    plan.id(),
                    wished.<TargetTime>map(TargetTime.Wished::new)
                            .orElseGet(() -> computed(
                                    known.get(plan.facilityRef()), usable, plan.deliveryPreferences(), settings, now)));
        }
        return times;
    }

    /** The target time of work at a facility without an order. */
    public TargetTime at(Handle handle, String facilityId, Instant now) {
        return computed(
                facilities.find(handle, facilityId).orElse(null),
                carriers.usableByFacilities(handle, Set.of(facilityId)),
                null,
                configurations.settings(handle),
                now);
    }

    private static TargetTime computed(
            @Nullable Facility facility,
            Map<String, List<FacilityCarrier>> usable,
            @Nullable DeliveryPreferences preferences,
            TimeSettings settings,
            Instant now) {
        return facility == null
                ? new TargetTime.Unknown()
                : TargetTime.of(facility, usable.getOrDefault(facility.id(), List.of()), preferences, settings, now);
    }
}
