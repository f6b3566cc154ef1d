package io.waybill.platform.routing;

import io.waybill.platform.facilities.Cutoffs;
import io.waybill.platform.facilities.DeliveryType;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.PickingCalendar;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.orders.DeliveryPreferences;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when a facility should be done with what it does for an order, and how that came about (platform.md 5.3). Set
 * once for a pick job and never computed again for it.
 */
public sealed interface TargetTime {

    /** Null only of {@link Unknown}. */
    @Nullable
    Instant time();

    /** The carrier whose cut-off it is, by id; null where it is nobody's in particular. */
    default @Nullable String carrierRef() {
        return null;
    }

    /** The order names it: its target time, or when it is to be collected. */
    record Wished(Instant time) implements TargetTime {}

    /** The last cut-off of a carrier from which the goods arrive on the day that the order wishes. */
    record ForDelivery(Instant time, String carrierRef) implements TargetTime {}

    /**
     * The first cut-off that leaves enough picking time.
     *
     * @param readyAt when the facility's buffer has passed, counted in picking time only
     * @param carrierRef whose cut-off it is; null for the tenant's
     */
    record AtCutoff(Instant time, Instant readyAt, @Nullable String carrierRef) implements TargetTime {}

    /** There is no cut-off; this is when the facility's buffer has passed. */
    record WhenReady(Instant time) implements TargetTime {}

    /** The facility does not pick within the time that its calendar looks ahead. */
    record Unknown() implements TargetTime {
        @Override
        public @Nullable Instant time() {
            return null;
        }
    }

    /** What an order wishes for itself; empty when it leaves the time to the facility. */
    static Optional<Instant> wished(@Nullable DeliveryPreferences preferences, @Nullable Instant provisioningTime) {
        if (preferences != null && preferences.targetTime() != null) {
            return Optional.of(preferences.targetTime());
        }
        DeliveryPreferences.Collect collection = preferences == null ? null : preferences.collection();
        if (collection != null && collection.provisioningTime() != null) {
            return Optional.of(collection.provisioningTime());
        }
        return Optional.ofNullable(provisioningTime);
    }

    /**
     * The target time of an order that names none.
     *
     * @param carriers those that can be used at the facility
     * @param now from when on there is time to work on it
     */
    static TargetTime of(
            Facility facility,
            Collection<FacilityCarrier> carriers,
            @Nullable DeliveryPreferences preferences,
            TimeSettings settings,
            Instant now) {
        PickingCalendar calendar = settings.calendar(facility);
        Duration buffer = settings.buffer(facility);
        Optional<Instant> ready = calendar.plus(now, buffer);
        if (ready.isEmpty()) {
            return new Unknown();
        }
        if (preferences != null && preferences.collection() != null) {
            return at(ready.get(), null, Cutoffs.daily(settings.collectCutoff(), calendar));
        }
        return selected(carriers, preferences).stream()
                .map(carrier ->
                        at(ready.get(), carrier.carrierRef(), Cutoffs.of(carrier, settings.shippingCutoff(), calendar)))
                .filter(AtCutoff.class::isInstance)
                .map(AtCutoff.class::cast)
                .reduce((one, other) -> other.time().isBefore(one.time()) ? other : one)
                .map(TargetTime.class::cast)
                .orElseGet(() -> at(ready.get(), null, Cutoffs.daily(settings.shippingCutoff(), calendar)));
    }

    private static TargetTime at(Instant ready, @Nullable String carrierRef, Cutoffs cutoffs) {
        return cutoffs.next(ready)
                .<TargetTime>map(cutoff -> new AtCutoff(cutoff, ready, carrierRef))
                .orElseGet(() -> new WhenReady(ready));
    }

    /** The day on which a shipped order is to be delivered; empty when it names none, or names its target time itself. */
    static Optional<Instant> desiredDelivery(
            @Nullable DeliveryPreferences preferences, @Nullable Instant provisioningTime) {
        return wished(preferences, provisioningTime).isPresent()
                        || preferences == null
                        || preferences.collection() != null
                        || preferences.shipping() == null
                ? Optional.empty()
                : Optional.ofNullable(preferences.shipping().desiredDeliveryTime());
    }

    /** The carrier that the order prefers; else all that deliver as it wishes, of which the first to come counts. */
    static List<FacilityCarrier> selected(
            Collection<FacilityCarrier> carriers, @Nullable DeliveryPreferences preferences) {
        DeliveryPreferences.Shipping shipping = preferences == null ? null : preferences.shipping();
        List<String> preferred = PlanRequests.carriers(shipping);
        for (String key : preferred) {
            List<FacilityCarrier> named = carriers.stream()
                    .filter(carrier -> carrier.key().equals(key))
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        DeliveryType wanted = shipping != null && shipping.serviceLevel() == DeliveryPreferences.ServiceLevel.SAMEDAY
                ? DeliveryType.SAMEDAY
                : DeliveryType.DELIVERY;
        List<FacilityCarrier> fitting = carriers.stream()
                .filter(carrier -> carrier.deliveryType() == wanted)
                .toList();
        return fitting.isEmpty() ? List.copyOf(carriers) : fitting;
    }
}
