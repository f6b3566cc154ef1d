package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.facilities.CarrierStatus;
import io.waybill.platform.facilities.ClosingDay;
import io.waybill.platform.facilities.CutoffTimes;
import io.waybill.platform.facilities.DeliveryDays;
import io.waybill.platform.facilities.DeliveryType;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityAddress;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.facilities.FacilityTimeZone;
import io.waybill.platform.facilities.FacilityType;
import io.waybill.platform.facilities.LatestPickingStart;
import io.waybill.platform.facilities.LatestPickingStart.Outcome;
import io.waybill.platform.facilities.LocationType;
import io.waybill.platform.facilities.PickingTimes;
import io.waybill.platform.facilities.Recurrence;
import io.waybill.platform.facilities.SameDayCutoffs;
import io.waybill.platform.facilities.TimeOfDay;
import io.waybill.platform.facilities.TimeRange;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.facilities.TransitDays;
import io.waybill.platform.facilities.TransitTimeStrategy;
import io.waybill.platform.orders.DeliveryPreferences;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The worked examples of docs/times-and-capacity.md: a store in Cologne that picks from 9 to 18 o'clock, Monday to Friday,
 * and needs two hours for an order; its carrier comes at 16 o'clock, Monday to Friday.
 */
class TargetTimeTest {
    private static final ZoneId COLOGNE = ZoneId.of("Europe/Berlin");
    private static final List<TimeRange> DAY = List.of(new TimeRange(new TimeOfDay(9, 0), new TimeOfDay(18, 0), null));
    private static final PickingTimes WEEK = new PickingTimes(DAY, DAY, DAY, DAY, DAY, null, null);
    private static final TimeSettings SETTINGS = new TimeSettings(
            WEEK, Duration.ofHours(2), 100, new TimeOfDay(12, 0), new TimeOfDay(12, 0), TransitTimeStrategy.LATEST);

    private static final FacilityAddress ADDRESS = new FacilityAddress(
            "Store",
            "Street",
            null,
            "50667",
            "Köln",
            null,
            "DE",
            null,
            null,
            null,
            null,
            new FacilityTimeZone("Europe/Berlin", null, null, null),
            null);

    // 1 June 2026 is a Monday.

    @Test
    void anOrderOfMondayAt1330IsDueOnMondayAt16() {
        assertThat(target("2026-06-01T13:30")).isEqualTo(at("2026-06-01T16:00"));
    }

    @Test
    void anOrderThatLeavesTooLittleTimeIsDueAtTheNextCutOff() {
        assertThat(target("2026-06-01T14:01")).isEqualTo(at("2026-06-02T16:00"));
        assertThat(target("2026-06-01T14:00")).isEqualTo(at("2026-06-01T16:00"));
    }

    @Test
    void timeOutsideOpeningsDoesNotCount() {
        assertThat(target("2026-06-05T17:00"))
                .as("one hour on Friday and one on Monday")
                .isEqualTo(at("2026-06-08T16:00"));
        assertThat(target("2026-06-06T12:00")).isEqualTo(at("2026-06-08T16:00"));
    }

    @Test
    void aClosingDayMovesItOn() {
        Facility closed = store(List.of(new ClosingDay(at("2026-06-02T12:00"), "Inventory", Recurrence.NONRECURRING)));

        assertThat(TargetTime.of(closed, List.of(carrier("DHL", "16:00")), null, SETTINGS, at("2026-06-01T15:00"))
                        .time())
                .isEqualTo(at("2026-06-03T16:00"));
    }

    @Test
    void theFirstCarrierToComeCountsUnlessTheOrderPrefersOne() {
        List<FacilityCarrier> carriers = List.of(carrier("DHL", "16:00"), carrier("DPD", "15:00"));
        Instant ordered = at("2026-06-01T10:00");

        assertThat(TargetTime.of(store(List.of()), carriers, null, SETTINGS, ordered))
                .isEqualTo(new TargetTime.AtCutoff(at("2026-06-01T15:00"), at("2026-06-01T12:00"), "DPD"));
        assertThat(TargetTime.of(store(List.of()), carriers, preferring("DHL"), SETTINGS, ordered)
                        .time())
                .isEqualTo(at("2026-06-01T16:00"));
    }

    @Test
    void withoutACarrierTheTenantsCutOffCounts() {
        assertThat(TargetTime.of(store(List.of()), List.of(), null, SETTINGS, at("2026-06-01T09:30")))
                .isEqualTo(new TargetTime.AtCutoff(at("2026-06-01T12:00"), at("2026-06-01T11:30"), null));
    }

    @Test
    void whatTheOrderNamesWins() {
        Instant wished = at("2026-06-07T03:00");
        DeliveryPreferences preferences = new DeliveryPreferences(null, null, wished, null, null, null, null);

        assertThat(TargetTime.wished(preferences, at("2026-06-01T10:00"))).contains(wished);
        assertThat(TargetTime.wished(null, at("2026-06-01T10:00"))).contains(at("2026-06-01T10:00"));
        assertThat(TargetTime.wished(null, null)).isEmpty();
    }

    @Test
    void aFacilityThatNeverPicksHasNoTargetTime() {
        TimeSettings never = new TimeSettings(
                new PickingTimes(null, null, null, null, null, null, null),
                Duration.ofHours(2),
                100,
                null,
                null,
                TransitTimeStrategy.LATEST);

        assertThat(TargetTime.of(store(List.of()), List.of(), null, never, at("2026-06-01T10:00")))
                .isEqualTo(new TargetTime.Unknown());
    }

    @Test
    void onTheDayOnWhichClocksAreSetForwardTheBufferIsStillTwoHours() {
        List<TimeRange> night = List.of(new TimeRange(new TimeOfDay(0, 0), new TimeOfDay(6, 0), null));
        TimeSettings nights = new TimeSettings(
                new PickingTimes(null, null, null, null, null, null, night),
                Duration.ofHours(2),
                100,
                null,
                new TimeOfDay(3, 30),
                TransitTimeStrategy.LATEST);

        assertThat(TargetTime.of(store(List.of()), List.of(), null, nights, at("2026-03-29T00:30")))
                .as("00:30 and two hours are 03:30, because 02:00 to 03:00 does not exist")
                .isEqualTo(new TargetTime.AtCutoff(at("2026-03-29T03:30"), at("2026-03-29T03:30"), null));
    }

    @Test
    void pickingForADeliveryOnFridayBeginsOnWednesdayAt14AtTheLatest() {
        assertThat(latest("2026-06-05", TransitDays.of(2, DeliveryDays.except(Set.of(DayOfWeek.SUNDAY)))))
                .isEqualTo(new Outcome.Found(new LatestPickingStart(at("2026-06-03T16:00"), at("2026-06-03T14:00"))));
    }

    @Test
    void daysWithoutDeliveryAreNoDaysOnTheWay() {
        assertThat(latest("2026-06-09", TransitDays.of(2, DeliveryDays.except(Set.of(DayOfWeek.SUNDAY)))))
                .as("Tuesday, Monday, Saturday; no cut-off on Saturday, so Friday")
                .isEqualTo(new Outcome.Found(new LatestPickingStart(at("2026-06-05T16:00"), at("2026-06-05T14:00"))));
    }

    @Test
    void whatKeepsTheLatestStartFromBeingKnownHasAName() {
        assertThat(latest("2026-06-05", null)).isEqualTo(new Outcome.NoTransitTime());
        assertThat(latest("2026-06-05", TransitDays.of(1, DeliveryDays.except(Set.of(DayOfWeek.values())))))
                .isEqualTo(new Outcome.NoDeliveryDay());
    }

    @Test
    void sameDayIsPossibleUntilTheBufferNoLongerFitsBeforeTheCutOff() {
        FacilityCarrier carrier = carrier("DHL", "16:00");

        assertThat(SameDayCutoffs.until(store(List.of()), carrier, SETTINGS, at("2026-06-01T08:00")))
                .contains(at("2026-06-01T14:00"));
        assertThat(SameDayCutoffs.until(store(List.of()), carrier, SETTINGS, at("2026-06-06T08:00")))
                .as("it does not come on Saturday")
                .isEmpty();
    }

    private static Outcome latest(String day, @Nullable TransitDays transit) {
        return LatestPickingStart.of(
                store(List.of()), carrier("DHL", "16:00"), LocalDate.parse(day), transit, SETTINGS);
    }

    private static Instant target(String ordered) {
        TargetTime target =
                TargetTime.of(store(List.of()), List.of(carrier("DHL", "16:00")), null, SETTINGS, at(ordered));
        assertThat(target).isInstanceOf(TargetTime.AtCutoff.class);
        return ((TargetTime.AtCutoff) target).time();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(COLOGNE).toInstant();
    }

    private static DeliveryPreferences preferring(String carrierKey) {
        return new DeliveryPreferences(
                new DeliveryPreferences.Shipping(null, List.of(carrierKey), null, null, null, null),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static FacilityCarrier carrier(String key, String cutoff) {
        List<CutoffTimes.Weekday> days = List.of(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                .stream()
                .map(day -> new CutoffTimes.Weekday(day, List.of(new CutoffTimes.Cutoff(cutoff, null))))
                .toList();
        return new FacilityCarrier(
                key,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                "store",
                key,
                key,
                CarrierStatus.ACTIVE,
                DeliveryType.DELIVERY,
                null,
                null,
                null,
                new CutoffTimes(days, List.of()),
                null,
                null,
                null,
                null);
    }

    private static Facility store(List<ClosingDay> closingDays) {
        return new Facility(
                "store",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                FacilityType.MANAGED_FACILITY,
                "Store",
                null,
                FacilityStatus.ONLINE,
                ADDRESS,
                LocationType.STORE,
                null,
                null,
                closingDays,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
