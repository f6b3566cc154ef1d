package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.facilities.CarrierTransits.Destination;
import io.waybill.platform.facilities.LatestPickingStart.Outcome;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** From the start of picking to the day of delivery and back, in zones where clocks are changed. */
class DeliveryTimesTest {
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Havana",
            "America/Santiago",
            "UTC");

    /** Around the days on which clocks are changed, in both hemispheres. */
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("2026-03-08"),
            LocalDate.parse("2026-03-29"),
            LocalDate.parse("2026-04-05"),
            LocalDate.parse("2026-04-24"),
            LocalDate.parse("2026-06-10"),
            LocalDate.parse("2026-10-04"),
            LocalDate.parse("2026-10-25"),
            LocalDate.parse("2026-11-01"));

    // ------------------------------------------------------------------ properties

    @Property(tries = 300)
    void whoBeginsAtTheLatestStartReachesTheCutoffAndTheDayOfDelivery(@ForAll("situations") Situation situation) {
        LatestPickingStart found = situation.found();
        Instant ready =
                situation.calendar().plus(found.start(), situation.buffer).orElseThrow();
        assertThat(ready).isBeforeOrEqualTo(found.targetTime());

        EstimatedDelivery delivery = situation.from(found.start());
        assertThat(delivery.cutoff()).isNotNull().isBeforeOrEqualTo(found.targetTime());
        assertThat(delivery.latestDay()).isNotNull().isBeforeOrEqualTo(situation.desired);
        assertThat(delivery.earliestDay()).isNotNull().isBeforeOrEqualTo(delivery.latestDay());
    }

    @Property(tries = 300)
    void whoBeginsLaterIsLate(@ForAll("situations") Situation situation) {
        LatestPickingStart found = situation.found();
        EstimatedDelivery late = situation.from(found.start().plusMillis(1));

        assertThat(late.latestDay()).isNotNull().isAfter(situation.desired);
    }

    @Property(tries = 300)
    void aLaterDayOfDeliveryNeverAsksForAnEarlierStart(@ForAll("situations") Situation situation) {
        @Nullable Instant before = null;
        for (int day = 0; day < 10; day++) {
            if (situation.latest(situation.desired.plusDays(day)) instanceof Outcome.Found(LatestPickingStart found)) {
                if (before != null) {
                    assertThat(found.start()).isAfterOrEqualTo(before);
                }
                before = found.start();
            } else {
                assertThat(before)
                        .as("what is possible for a day is possible for a later one")
                        .isNull();
            }
        }
    }

    @Property(tries = 200)
    void aFacilityThatNeverPicksAndACarrierThatNeverComesAreAnswers(@ForAll("situations") Situation situation) {
        Situation closed = situation.picking(new PickingTimes(null, null, null, null, null, null, null));
        assertThat(closed.latest(situation.desired))
                .isInstanceOfAny(Outcome.NoPickingTime.class, Outcome.NoCutoff.class);
        assertThat(EstimatedDelivery.of(
                        facility(closed),
                        null,
                        situation.transit,
                        closed.settings(),
                        Instant.parse("2026-03-01T00:00:00Z")))
                .isEmpty();
    }

    // ------------------------------------------------------------------ examples

    @Example
    void goodsGivenToACarrierOnADayOffBeginTheirWayOnTheNextDay() {
        TransitDays transit = TransitDays.of(2, DeliveryDays.except(Set.of(DayOfWeek.SUNDAY)));

        // 7 June 2026 is a Sunday.
        assertThat(transit.arrival(LocalDateTime.parse("2026-06-07T10:00"), 2)).contains(LocalDate.parse("2026-06-10"));
        assertThat(transit.arrival(LocalDateTime.parse("2026-06-05T10:00"), 2)).contains(LocalDate.parse("2026-06-08"));
    }

    @Example
    void aDayOnWhichGoodsAreHandedOverEarlyCountsAsADayOnTheWay() {
        TransitDays transit = new TransitDays(1, 2, LocalTime.NOON, DeliveryDays.EVERY);

        assertThat(transit.arrival(LocalDateTime.parse("2026-06-01T11:59"), 2)).contains(LocalDate.parse("2026-06-02"));
        assertThat(transit.arrival(LocalDateTime.parse("2026-06-01T12:00"), 2)).contains(LocalDate.parse("2026-06-03"));
        assertThat(transit.days(TransitTimeStrategy.EARLIEST)).isEqualTo(1);
        assertThat(transit.days(TransitTimeStrategy.LATEST)).isEqualTo(2);
    }

    @Example
    void aCarrierThatDeliversOnNoDayOfTheYearIsAnAnswer() {
        Set<MonthDay> everyDay = new java.util.HashSet<>();
        for (LocalDate date = LocalDate.parse("2024-01-01"); date.getYear() == 2024; date = date.plusDays(1)) {
            everyDay.add(MonthDay.from(date));
        }
        TransitDays transit = TransitDays.of(1, new DeliveryDays(Set.of(), Set.of(), everyDay));

        assertThat(transit.arrival(LocalDateTime.parse("2026-06-01T10:00"), 1)).isEmpty();
        assertThat(transit.lastHandover(LocalDate.parse("2026-06-01"), 1)).isEmpty();
    }

    @Example
    void theOfferThatReachesTheDestinationCounts() {
        CarrierTransits carrier = new CarrierTransits(
                List.of(
                        mapping("DE", null, "DE", null, CountryServiceMapping.ProductCategory.STANDARD, 2, 4),
                        mapping(
                                "DE",
                                null,
                                "DE",
                                List.of("80331"),
                                CountryServiceMapping.ProductCategory.EXPRESS,
                                1,
                                1),
                        mapping("FR", null, "DE", null, null, 0, 0)),
                List.of(new CarrierConfigurationBody.NonDeliveryDaysOfCountry(
                        "DE",
                        List.of(
                                new CarrierConfigurationBody.NonDeliveryDay(LocalDate.parse("2026-10-03"), "RECURRING"),
                                new CarrierConfigurationBody.NonDeliveryDay(LocalDate.parse("2026-06-04"), null)),
                        List.of(new CarrierConfigurationBody.NonDeliveryDaysOfProvince(
                                "BY",
                                List.of(new CarrierConfigurationBody.NonDeliveryDay(
                                        LocalDate.parse("2026-08-15"), "SINGLE")),
                                List.of(DayOfWeek.SATURDAY))),
                        List.of(DayOfWeek.SUNDAY))));
        Facility store = facility("Europe/Berlin", null, 60, List.of());

        TransitDays hamburg = carrier.between(
                        store, new Destination("DE", "20095", "HH"), null, TransitTimeStrategy.LATEST)
                .orElseThrow();
        assertThat(List.of(hamburg.fewest(), hamburg.most())).containsExactly(2, 4);
        assertThat(hamburg.deliveryDays().isOn(LocalDate.parse("2026-06-07")))
                .as("a Sunday")
                .isFalse();
        assertThat(hamburg.deliveryDays().isOn(LocalDate.parse("2026-06-06")))
                .as("a Saturday")
                .isTrue();
        assertThat(hamburg.deliveryDays().isOn(LocalDate.parse("2030-10-03")))
                .as("every year")
                .isFalse();
        assertThat(hamburg.deliveryDays().isOn(LocalDate.parse("2026-06-04")))
                .as("once")
                .isFalse();
        assertThat(hamburg.deliveryDays().isOn(LocalDate.parse("2027-06-04")))
                .as("not again")
                .isTrue();

        Destination munich = new Destination("DE", "80331", "BY");
        TransitDays express =
                carrier.between(store, munich, null, TransitTimeStrategy.LATEST).orElseThrow();
        assertThat(express.most()).isEqualTo(1);
        assertThat(express.deliveryDays().isOn(LocalDate.parse("2026-06-06")))
                .as("a Saturday in Bavaria")
                .isFalse();
        assertThat(express.deliveryDays().isOn(LocalDate.parse("2026-08-15"))).isFalse();
        assertThat(carrier.between(
                                store,
                                munich,
                                CountryServiceMapping.ProductCategory.STANDARD,
                                TransitTimeStrategy.LATEST)
                        .orElseThrow()
                        .most())
                .isEqualTo(4);

        assertThat(carrier.between(store, new Destination("AT", "1010", null), null, TransitTimeStrategy.LATEST))
                .isEmpty();
        assertThat(carrier.between(store, new Destination(null, null, null), null, TransitTimeStrategy.LATEST))
                .isEmpty();
    }

    // ------------------------------------------------------------------ situations

    /**
     * @param cutoffs times of day, on weekdays
     * @param desired day of delivery
     */
    record Situation(
            String zone,
            PickingTimes picking,
            List<ClosingDay> closingDays,
            Duration buffer,
            List<String> cutoffs,
            TransitDays transit,
            LocalDate desired) {

        Situation picking(PickingTimes other) {
            return new Situation(zone, other, closingDays, buffer, cutoffs, transit, desired);
        }

        TimeSettings settings() {
            return new TimeSettings(picking, buffer, 100, null, null, TransitTimeStrategy.LATEST);
        }

        PickingCalendar calendar() {
            return settings().calendar(facility(this));
        }

        Outcome latest(LocalDate day) {
            return LatestPickingStart.of(facility(this), carrier(cutoffs), day, transit, settings());
        }

        /** Few situations have none; they are passed over. */
        LatestPickingStart found() {
            Outcome outcome = latest(desired);
            Assume.that(outcome instanceof Outcome.Found);
            return ((Outcome.Found) outcome).start();
        }

        EstimatedDelivery from(Instant start) {
            return EstimatedDelivery.of(facility(this), carrier(cutoffs), transit, settings(), start)
                    .orElseThrow();
        }
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<TransitDays> transits = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(Optional.of(LocalTime.NOON), Optional.<LocalTime>empty()),
                        Arbitraries.of(DayOfWeek.class).set().ofMaxSize(3))
                .as((fewest, more, counts, off) ->
                        new TransitDays(fewest, fewest + more, counts.orElse(null), DeliveryDays.except(off)));
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        weeks(),
                        Arbitraries.of(DAYS)
                                .map(date -> date.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC))
                                .map(date -> new ClosingDay(date, "closed", Recurrence.NONRECURRING))
                                .list()
                                .ofMaxSize(2),
                        Arbitraries.integers().between(1, 1200).map(Duration::ofMinutes),
                        Arbitraries.of("2:30", "9:00", "11:59", "16:00", "23:59")
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(2)
                                .map(List::copyOf),
                        transits,
                        Combinators.combine(
                                        Arbitraries.of(DAYS),
                                        Arbitraries.integers().between(-2, 8))
                                .as(LocalDate::plusDays))
                .as(Situation::new);
    }

    private static Arbitrary<PickingTimes> weeks() {
        return Arbitraries.of(
                        List.of(new TimeRange(new TimeOfDay(9, 0), new TimeOfDay(18, 0), null)),
                        List.of(new TimeRange(new TimeOfDay(1, 30), new TimeOfDay(3, 30), null)),
                        List.of(
                                new TimeRange(new TimeOfDay(22, 0), new TimeOfDay(2, 45), null),
                                new TimeRange(new TimeOfDay(6, 0), new TimeOfDay(7, 0), null)),
                        List.<TimeRange>of())
                .list()
                .ofSize(7)
                .filter(week -> week.stream().anyMatch(day -> !day.isEmpty()))
                .map(week -> new PickingTimes(
                        week.get(0), week.get(1), week.get(2), week.get(3), week.get(4), week.get(5), week.get(6)));
    }

    private static Facility facility(Situation situation) {
        return facility(situation.zone, null, null, situation.closingDays);
    }

    private static Facility facility(
            String zone, @Nullable PickingTimes times, @Nullable Integer buffer, List<ClosingDay> closingDays) {
        return new Facility(
                "store",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                FacilityType.MANAGED_FACILITY,
                "Store",
                null,
                FacilityStatus.ONLINE,
                new FacilityAddress(
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
                        new FacilityTimeZone(ZoneId.of(zone).getId(), null, null, null),
                        null),
                LocationType.STORE,
                null,
                times,
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

    private static FacilityCarrier carrier(List<String> cutoffs) {
        List<CutoffTimes.Weekday> days = Arrays.stream(DayOfWeek.values())
                .filter(day -> day != DayOfWeek.SATURDAY)
                .map(day -> new CutoffTimes.Weekday(
                        day,
                        cutoffs.stream()
                                .map(time -> new CutoffTimes.Cutoff(time, null))
                                .toList()))
                .toList();
        return new FacilityCarrier(
                "connection",
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                "store",
                "carrier",
                "DHL",
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

    private static CountryServiceMapping mapping(
            String source,
            @Nullable List<String> sourceCodes,
            String destination,
            @Nullable List<String> destinationCodes,
            CountryServiceMapping.@Nullable ProductCategory category,
            int fewest,
            int most) {
        return new CountryServiceMapping(
                "mapping",
                new CountryServiceMapping.Region(source, sourceCodes),
                List.of(new CountryServiceMapping.Region(destination, destinationCodes)),
                null,
                null,
                category,
                new CountryServiceMapping.TransitTime(fewest, most),
                null,
                List.of(new CountryServiceMapping.DeliveryCost(BigDecimal.ONE, "EUR")),
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
