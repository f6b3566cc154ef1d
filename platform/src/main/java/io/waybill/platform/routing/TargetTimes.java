package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.LatestPickingStart;
import io.waybill.platform.facilities.TimeConfigurations;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.orders.DeliveryPreferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * When work on a plan has to be done.
     *
     * @param latestStart when it has to begin for that; null when that is not known
     */
    public record WorkingTime(TargetTime target, @Nullable Instant latestStart) {}

    /** The times of plans that have a facility, by the id of the plan. */
    public Map<String, WorkingTime> of(Handle handle, Collection<RoutingPlan> plans, Instant now) {
        Map<String, WorkingTime> times = new HashMap<>();
        Set<String> concerned = plans.stream()
                .map(RoutingPlan::facilityRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Facility> known = facilities.byIds(handle, concerned);
        Map<String, List<FacilityCarrier>> usable = carriers.usableByFacilities(handle, concerned);
        TimeSettings settings = configurations.settings(handle);
        for (RoutingPlan plan : plans) {
            if (plan.facilityRef() == null) {
                continue;
            }
            Facility facility = known.get(plan.facilityRef());
            TargetTime target = TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime())
                    .<TargetTime>map(TargetTime.Wished::new)
                    .orElseGet(() -> computed(facility, usable, plan.deliveryPreferences(), settings, now));
            times.put(plan.id(), new WorkingTime(target, latestStart(target, facility, settings)));
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

    private static @Nullable Instant latestStart(
            TargetTime target, @Nullable Facility facility, TimeSettings settings) {
        Instant time = target.time();
        return time == null || facility == null
                ? null
                : LatestPickingStart.before(time, facility, settings)
                        .map(LatestPickingStart::start)
                        .orElse(null);
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
