package io.waybill.platform.facilities;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier says about how long it takes from where to where, and when it does not deliver. Immutable.
 */
public final class CarrierTransits {
    /** Of a carrier that nobody configured. */
    public static final CarrierTransits NONE = new CarrierTransits(List.of(), List.of());

    private final List<CountryServiceMapping> mappings;
    private final List<CarrierConfigurationBody.NonDeliveryDaysOfCountry> nonDeliveryDays;

    CarrierTransits(
            List<CountryServiceMapping> mappings,
            List<CarrierConfigurationBody.NonDeliveryDaysOfCountry> nonDeliveryDays) {
        this.mappings = List.copyOf(mappings);
        this.nonDeliveryDays = List.copyOf(nonDeliveryDays);
    }

    /**
     * Where goods go.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public record Destination(
            @Nullable String country,
            @Nullable String postalCode,
            @Nullable String province) {}

    /**
     * The days on the way from a facility to a destination. Of several offers that reach it, the quickest one counts, as
     * for the rating DELIVERY-TIME.
     *
     * @param category the kind of product that is wished; null for any
     * @param strategy which end of a span is compared
     * @return empty when the carrier does not say
     */
    public Optional<TransitDays> between(
            Facility facility,
            Destination destination,
            CountryServiceMapping.@Nullable ProductCategory category,
            TransitTimeStrategy strategy) {
        FacilityAddress from = facility.address();
        if (from == null || destination.country() == null) {
            return Optional.empty();
        }
        return mappings.stream()
                .filter(mapping -> mapping.transitTime() != null)
                .filter(mapping -> category == null
                        || mapping.carrierProductCategory() == null
                        || mapping.carrierProductCategory() == category)
                .filter(mapping -> covers(mapping.source(), from.country(), from.postalCode()))
                .filter(mapping -> mapping.destinations().stream()
                        .anyMatch(region -> covers(region, destination.country(), destination.postalCode())))
                .map(mapping -> days(mapping, destination))
                .min(Comparator.comparingInt(days -> days.days(strategy)));
    }

    private TransitDays days(CountryServiceMapping mapping, Destination destination) {
        CountryServiceMapping.TransitTime time = Objects.requireNonNull(mapping.transitTime());
        return new TransitDays(
                time.minTransitDays(),
                time.maxTransitDays(),
                mapping.countAsTransitDayBefore() == null ? null : LocalTime.parse(mapping.countAsTransitDayBefore()),
                deliveryDays(destination));
    }

    private DeliveryDays deliveryDays(Destination destination) {
        Set<DayOfWeek> weekdays = new HashSet<>();
        Set<LocalDate> dates = new HashSet<>();
        Set<MonthDay> yearly = new HashSet<>();
        for (CarrierConfigurationBody.NonDeliveryDaysOfCountry ofCountry : nonDeliveryDays) {
            if (!ofCountry.country().equalsIgnoreCase(destination.country())) {
                continue;
            }
            weekdays.addAll(ofCountry.recurringNonDeliveryWeekdays());
            sort(ofCountry.nonDeliveryDays(), dates, yearly);
            ofCountry.nonDeliveryDaysPerProvince().stream()
                    .filter(ofProvince -> ofProvince.province().equalsIgnoreCase(destination.province()))
                    .forEach(ofProvince -> {
                        weekdays.addAll(ofProvince.recurringNonDeliveryWeekdays());
                        sort(ofProvince.nonDeliveryDays(), dates, yearly);
                    });
        }
        return new DeliveryDays(weekdays, dates, yearly);
    }

    private static void sort(
            List<CarrierConfigurationBody.NonDeliveryDay> days, Set<LocalDate> dates, Set<MonthDay> yearly) {
        days.forEach(day -> {
            if ("RECURRING".equals(day.nonDeliveryType())) {
                yearly.add(MonthDay.from(day.nonDeliveryDay()));
            } else {
                dates.add(day.nonDeliveryDay());
            }
        });
    }

    /** A region without postal codes is the whole country. */
    private static boolean covers(
            CountryServiceMapping.Region region, @Nullable String country, @Nullable String postalCode) {
        return region.countryCode().equals(country)
                && (region.postalCodes() == null
                        || region.postalCodes().isEmpty()
                        || (postalCode != null && region.postalCodes().contains(postalCode)));
    }
}
