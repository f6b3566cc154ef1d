package io.waybill.platform.routing;

import io.waybill.platform.facilities.CarrierTransits;
import io.waybill.platform.facilities.CountryServiceMapping;
import io.waybill.platform.facilities.EstimatedDelivery;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.LatestPickingStart;
import io.waybill.platform.facilities.LatestPickingStart.Outcome;
import io.waybill.platform.facilities.PickingCalendar;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.facilities.TransitDays;
import io.waybill.platform.facilities.TransitTimeStrategy;
import io.waybill.platform.orders.DeliveryPreferences;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When work on plans can begin, has to begin and has to be done, from what was read once for all of them
 * ({@link TargetTimes}). Pure and immutable.
 */
final class WorkingTimes {
    private final Map<String, Facility> facilities;
    private final Map<String, List<FacilityCarrier>> carriers;
    private final Map<String, CarrierTransits> transits;
    private final TimeSettings settings;
    private final Instant now;

    /**
     * @param facilities by id
     * @param carriers those that can be used, by facility
     * @param transits by carrier; needed for orders with a desired day of delivery only
     * @param now from when on there is time to work on the plans
     */
    WorkingTimes(
            Map<String, Facility> facilities,
            Map<String, List<FacilityCarrier>> carriers,
            Map<String, CarrierTransits> transits,
            TimeSettings settings,
            Instant now) {
        this.facilities = facilities;
        this.carriers = carriers;
        this.transits = transits;
        this.settings = settings;
        this.now = now;
    }

    /**
     * What a decision log says of a facility: when picking would have to begin there, and what speaks against it. Names
     * are those of the contract.
     *
     * @param lpsCalculationHints why it cannot be in time, or is not known; null when it can
     */
    record LatestStartInformation(
            @Nullable String carrierRef,
            @Nullable Instant targetTime,
            @Nullable Instant latestPickingStartDate,
            @Nullable List<String> lpsCalculationHints) {}

    /** Why picking cannot begin in time, or nobody knows when; names of decision logs. */
    enum Hint {
        /** The moment at which it had to begin is over. */
        LATEST_PICKING_START_PASSED,
        /** Nobody said how long the carrier takes to where the goods go. */
        NO_TRANSIT_TIME,
        /** The carrier delivers on too few days. */
        NO_DELIVERY_DAY,
        /** The carrier does not come. */
        NO_CUTOFF,
        /** There is not enough picking time before. */
        NO_PICKING_TIME,
        /** No carrier can be used there. */
        NO_CARRIER
    }

    private record Schedule(TargetTime target, @Nullable Instant latestStart, LatestStartInformation information) {}

    /** The plan with the times at its facility; unchanged when it has none. */
    RoutingPlan timed(RoutingPlan plan) {
        Facility facility = plan.facilityRef() == null ? null : facilities.get(plan.facilityRef());
        if (facility == null) {
            return plan;
        }
        Schedule schedule = schedule(plan, facility);
        Instant target = schedule.target.time();
        Instant earliest = settings.calendar(facility).nextOpen(now).orElse(null);
        String carrier = schedule.target.carrierRef();
        return plan.change()
                .targetTimeBaseDate(now)
                .earliestPickingStart(
                        target == null || earliest == null
                                ? null
                                : new RoutingPlan.EarliestPickingStart(carrier, target, earliest))
                .latestPickingStart(
                        target == null || schedule.latestStart == null
                                ? null
                                : new RoutingPlan.LatestPickingStart(carrier, target, schedule.latestStart))
                .build();
    }

    /**
     * What there is to tell of the facility in the decision log of the plan. Null when the order leaves the time to the
     * facility, and the facility is not the one that serves it.
     */
    @Nullable
    LatestStartInformation information(RoutingPlan plan, String facilityId) {
        Facility facility = facilities.get(facilityId);
        boolean told = facilityId.equals(plan.facilityRef()) || namesTime(plan);
        return facility == null || !told ? null : schedule(plan, facility).information;
    }

    /** Whether the order says by when it has to be ready, or on which day delivered. */
    static boolean namesTime(RoutingPlan plan) {
        return TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime())
                        .isPresent()
                || namesDayOfDelivery(plan);
    }

    /** Whether the order says on which day it has to be delivered. */
    static boolean namesDayOfDelivery(RoutingPlan plan) {
        return TargetTime.desiredDelivery(plan.deliveryPreferences(), plan.provisioningTime())
                .isPresent();
    }

    /**
     * When the goods of one facility are picked, handed over and delivered.
     *
     * @param from as of when that is said
     * @param estimatedDay of delivery, by the days on the way that the tenant counts on; null when nobody said how long
     *     the carrier takes, or the order only says by when it has to be ready
     * @param earliestDelivery the beginning of the first day of delivery, on the facility's clock; null as above
     * @param transitDays that the tenant counts on; null as above
     */
    record Delivery(
            Instant from,
            Instant earliestStart,
            Instant latestStart,
            Instant target,
            @Nullable LocalDate estimatedDay,
            @Nullable Instant earliestDelivery,
            @Nullable Integer transitDays) {}

    /** How the goods of a plan get from a facility to where they go; empty when the facility never picks for long enough. */
    Optional<Delivery> delivery(RoutingPlan plan, Facility facility) {
        Schedule schedule = schedule(plan, facility);
        Instant target = schedule.target.time();
        Instant latestStart = schedule.latestStart;
        FacilityCarrier carrier = carriers.getOrDefault(facility.id(), List.of()).stream()
                .filter(each -> each.carrierRef().equals(schedule.target.carrierRef()))
                .findFirst()
                .orElse(null);
        TransitDays transit = carrier == null ? null : transit(plan, facility, carrier);
        if (target == null || latestStart == null) {
            return Optional.empty();
        }
        return EstimatedDelivery.of(facility, carrier, transit, settings, now)
                .map(estimate -> new Delivery(
                        now,
                        estimate.earliestStart(),
                        latestStart,
                        target,
                        transit == null ? null : estimatedDay(plan, facility, schedule.target, estimate),
                        estimate.earliestDay() == null
                                ? null
                                : estimate.earliestDay()
                                        .atStartOfDay(PickingCalendar.zoneOf(facility))
                                        .toInstant(),
                        transit == null ? null : transit.days(settings.transitTimeStrategy())));
    }

    private @Nullable LocalDate estimatedDay(
            RoutingPlan plan, Facility facility, TargetTime target, EstimatedDelivery estimate) {
        if (target instanceof TargetTime.ForDelivery) {
            return TargetTime.desiredDelivery(plan.deliveryPreferences(), plan.provisioningTime())
                    .map(desired ->
                            desired.atZone(PickingCalendar.zoneOf(facility)).toLocalDate())
                    .orElse(null);
        }
        return settings.transitTimeStrategy() == TransitTimeStrategy.EARLIEST
                ? estimate.earliestDay()
                : estimate.latestDay();
    }

    private Schedule schedule(RoutingPlan plan, Facility facility) {
        Optional<Instant> wished = TargetTime.wished(plan.deliveryPreferences(), plan.provisioningTime());
        if (wished.isPresent()) {
            return schedule(facility, new TargetTime.Wished(wished.get()));
        }
        return TargetTime.desiredDelivery(plan.deliveryPreferences(), plan.provisioningTime())
                .map(desired -> forDelivery(plan, facility, desired))
                .orElseGet(() -> schedule(facility, asSoonAsPossible(plan, facility)));
    }

    private TargetTime asSoonAsPossible(RoutingPlan plan, Facility facility) {
        return TargetTime.of(
                facility, carriers.getOrDefault(facility.id(), List.of()), plan.deliveryPreferences(), settings, now);
    }

    private Schedule schedule(Facility facility, TargetTime target) {
        Instant time = target.time();
        Instant start = time == null
                ? null
                : LatestPickingStart.before(time, facility, settings)
                        .map(LatestPickingStart::start)
                        .orElse(null);
        List<Hint> hints = start == null
                ? List.of(Hint.NO_PICKING_TIME)
                : start.isBefore(now) ? List.of(Hint.LATEST_PICKING_START_PASSED) : List.of();
        return new Schedule(
                target,
                start,
                new LatestStartInformation(
                        target.carrierRef(),
                        time,
                        start,
                        hints.isEmpty() ? null : hints.stream().map(Hint::name).toList()));
    }

    /**
     * Of the carriers that bring the goods on the day that is wished, the first that has to leave counts, so that it is
     * in time whichever is taken. Where none can any more, the goods are due as soon as possible.
     */
    private Schedule forDelivery(RoutingPlan plan, Facility facility, Instant desired) {
        LocalDate day = desired.atZone(PickingCalendar.zoneOf(facility)).toLocalDate();
        List<Start> starts = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (FacilityCarrier carrier :
                TargetTime.selected(carriers.getOrDefault(facility.id(), List.of()), plan.deliveryPreferences())) {
            Outcome outcome = LatestPickingStart.of(facility, carrier, day, transit(plan, facility, carrier), settings);
            if (outcome instanceof Outcome.Found(LatestPickingStart found)) {
                starts.add(new Start(carrier.carrierRef(), found));
            }
            hint(outcome).ifPresent(hint -> hints.add(carrier.key() + ": " + hint));
        }
        Optional<Start> first = starts.stream()
                .filter(start -> !start.isPast(now))
                .min(Comparator.comparing(start -> start.of.targetTime()));
        if (first.isPresent()) {
            LatestPickingStart start = first.get().of;
            String carrier = first.get().carrierRef;
            return new Schedule(
                    new TargetTime.ForDelivery(start.targetTime(), carrier),
                    start.start(),
                    new LatestStartInformation(carrier, start.targetTime(), start.start(), null));
        }
        Schedule late = schedule(facility, asSoonAsPossible(plan, facility));
        List<String> why = hints.isEmpty() ? List.of(Hint.NO_CARRIER.name()) : List.copyOf(hints);
        LatestStartInformation information = starts.stream()
                .max(Comparator.comparing(start -> start.of.start()))
                .map(missed ->
                        new LatestStartInformation(missed.carrierRef, missed.of.targetTime(), missed.of.start(), why))
                .orElseGet(() -> new LatestStartInformation(null, null, null, why));
        return new Schedule(late.target, late.latestStart, information);
    }

    private record Start(String carrierRef, LatestPickingStart of) {
        boolean isPast(Instant now) {
            return of.start().isBefore(now);
        }
    }

    private Optional<Hint> hint(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Found(LatestPickingStart found) ->
                found.start().isBefore(now) ? Optional.of(Hint.LATEST_PICKING_START_PASSED) : Optional.empty();
            case Outcome.NoTransitTime none -> Optional.of(Hint.NO_TRANSIT_TIME);
            case Outcome.NoDeliveryDay none -> Optional.of(Hint.NO_DELIVERY_DAY);
            case Outcome.NoCutoff none -> Optional.of(Hint.NO_CUTOFF);
            case Outcome.NoPickingTime none -> Optional.of(Hint.NO_PICKING_TIME);
        };
    }

    private @Nullable TransitDays transit(RoutingPlan plan, Facility facility, FacilityCarrier carrier) {
        TargetAddress target = plan.targetAddress();
        DeliveryPreferences preferences = plan.deliveryPreferences();
        DeliveryPreferences.Shipping shipping = preferences == null ? null : preferences.shipping();
        return target == null
                ? null
                : transits.getOrDefault(carrier.carrierRef(), CarrierTransits.NONE)
                        .between(
                                facility,
                                new CarrierTransits.Destination(
                                        target.country(), target.postalCode(), target.province()),
                                shipping == null || shipping.carrierProductCategory() == null
                                        ? null
                                        : CountryServiceMapping.ProductCategory.valueOf(
                                                shipping.carrierProductCategory()
                                                        .name()),
                                settings.transitTimeStrategy())
                        .orElse(null);
    }
}
