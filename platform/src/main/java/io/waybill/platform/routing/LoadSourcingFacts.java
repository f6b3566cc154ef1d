package io.waybill.platform.routing;

import io.waybill.platform.facilities.CarrierConfigurations;
import io.waybill.platform.facilities.CountryServiceMapping;
import io.waybill.platform.facilities.DeliveryType;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.facilities.SameDayCutoffs;
import io.waybill.platform.facilities.TimeConfigurations;
import io.waybill.platform.facilities.TimeSettings;
import io.waybill.platform.facilities.TransitTimeStrategy;
import io.waybill.platform.inventory.Availability;
import io.waybill.platform.inventory.ListedArticle;
import io.waybill.platform.inventory.PickedUnits;
import io.waybill.platform.inventory.Place;
import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingFacility.Delivery;
import io.waybill.sourcing.SourcingFacility.Offer;
import io.waybill.sourcing.SourcingFacility.Operations;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what standard rules look at beyond facilities, listings and stock: one statement for each thing that is needed,
 * however many plans, articles and facilities. Thread-safe.
 */
@ApplicationScoped
class LoadSourcingFacts {
    /** Costs are counted in hundredths of the tenant's currency; a sum beyond this is as bad as any. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

    private final FacilityCarriers carriers;
    private final CarrierConfigurations carrierConfigurations;
    private final TimeConfigurations times;
    private final PickingCapacities capacities;
    private final FacilityWorkload workload;
    private final Availability availability;
    private final PickedUnits pickedUnits;
    private final Clock clock;

    LoadSourcingFacts(
            FacilityCarriers carriers,
            CarrierConfigurations carrierConfigurations,
            TimeConfigurations times,
            PickingCapacities capacities,
            FacilityWorkload workload,
            Availability availability,
            PickedUnits pickedUnits,
            Clock clock) {
        this.carriers = carriers;
        this.carrierConfigurations = carrierConfigurations;
        this.times = times;
        this.capacities = capacities;
        this.workload = workload;
        this.availability = availability;
        this.pickedUnits = pickedUnits;
        this.clock = clock;
    }

    SourcingFacts load(
            Handle handle,
            SourcingNeeds needs,
            Map<String, Facility> facilities,
            Collection<String> articles,
            List<ListedArticle> listed) {
        if (needs.equals(SourcingNeeds.NOTHING)) {
            return SourcingFacts.NONE;
        }
        Map<Measure, Map<Place, Long>> measures = measures(handle, needs, articles, listed);
        return !needs.carriers() && !needs.workload() && !needs.capacity()
                ? new SourcingFacts(Map.of(), measures, null)
                : facts(handle, needs, facilities, measures);
    }

    private SourcingFacts facts(
            Handle handle,
            SourcingNeeds needs,
            Map<String, Facility> facilities,
            Map<Measure, Map<Place, Long>> measures) {
        Instant now = clock.instant();
        TimeSettings settings = times.settings(handle);
        Map<String, List<FacilityCarrier>> connections =
                needs.carriers() ? carriers.usableByFacilities(handle, facilities.keySet()) : Map.of();
        Map<String, List<CountryServiceMapping>> mappings = needs.deliveries()
                ? carrierConfigurations.mappings(
                        handle,
                        connections.values().stream()
                                .flatMap(List::stream)
                                .map(FacilityCarrier::carrierRef)
                                .collect(Collectors.toSet()))
                : Map.of();
        Set<String> currencies = currencies(mappings.values());
        Map<String, Long> open = needs.workload() ? workload.openPickJobs(handle) : Map.of();
        Map<String, Long> free =
                needs.capacity() ? capacities.free(handle, facilities.values(), settings, now) : Map.of();
        Map<String, Operations> operations = new HashMap<>();
        facilities.forEach((id, facility) -> operations.put(
                id,
                new Operations(
                        connections.getOrDefault(id, List.of()).stream()
                                .map(carrier -> carrier(
                                        facility,
                                        carrier,
                                        mappings.getOrDefault(carrier.carrierRef(), List.of()),
                                        currencies.size() > 1,
                                        needs.sameDay(),
                                        settings,
                                        now))
                                .toList(),
                        needs.workload() ? open.getOrDefault(id, 0L) : null,
                        free.get(id))));
        return new SourcingFacts(
                operations,
                measures,
                currencies.size() == 1 ? currencies.iterator().next() : null);
    }

    private static Carrier carrier(
            Facility facility,
            FacilityCarrier carrier,
            List<CountryServiceMapping> mappings,
            boolean inSeveralCurrencies,
            boolean withCutoff,
            TimeSettings settings,
            Instant now) {
        boolean sameDay = carrier.deliveryType() == DeliveryType.SAMEDAY;
        Instant until = withCutoff && sameDay
                ? SameDayCutoffs.until(facility, carrier, settings, now).orElse(null)
                : null;
        List<Offer> offers = new ArrayList<>();
        for (CountryServiceMapping mapping : mappings) {
            if (startsAt(mapping.source(), facility)) {
                Delivery delivery = new Delivery(
                        days(mapping, settings.transitTimeStrategy()),
                        cost(mapping),
                        inSeveralCurrencies ? currency(mapping) : null);
                mapping.destinations().forEach(destination -> offers.add(offer(mapping, destination, delivery)));
            }
        }
        return new Carrier(carrier.key(), sameDay, until, offers);
    }

    private static boolean startsAt(CountryServiceMapping.Region source, Facility facility) {
        return facility.address() != null
                && source.countryCode().equals(facility.address().country())
                && (source.postalCodes() == null
                        || source.postalCodes().isEmpty()
                        || source.postalCodes().contains(facility.address().postalCode()));
    }

    private static Offer offer(
            CountryServiceMapping mapping, CountryServiceMapping.Region destination, Delivery delivery) {
        return new Offer(
                destination.countryCode(),
                destination.postalCodes() == null ? Set.of() : Set.copyOf(destination.postalCodes()),
                mapping.products() == null ? Set.of() : Set.copyOf(mapping.products()),
                mapping.carrierProductCategory() == null
                        ? null
                        : mapping.carrierProductCategory().name(),
                delivery);
    }

    private static Set<String> currencies(Collection<List<CountryServiceMapping>> mappings) {
        return mappings.stream()
                .flatMap(List::stream)
                .map(LoadSourcingFacts::currency)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static @Nullable String currency(CountryServiceMapping mapping) {
        List<CountryServiceMapping.DeliveryCost> costs = mapping.deliveryCosts();
        return costs == null || costs.isEmpty() ? null : costs.getFirst().currency();
    }

    private static @Nullable Integer days(CountryServiceMapping mapping, TransitTimeStrategy strategy) {
        CountryServiceMapping.TransitTime time = mapping.transitTime();
        if (time == null) {
            return null;
        }
        return strategy == TransitTimeStrategy.EARLIEST ? time.minTransitDays() : time.maxTransitDays();
    }

    private static @Nullable Long cost(CountryServiceMapping mapping) {
        List<CountryServiceMapping.DeliveryCost> costs = mapping.deliveryCosts();
        return costs == null || costs.isEmpty()
                ? null
                : hundredths(costs.getFirst().cost());
    }

    private Map<Measure, Map<Place, Long>> measures(
            Handle handle, SourcingNeeds needs, Collection<String> articles, List<ListedArticle> listed) {
        Map<Measure, Map<Place, Long>> measures = new EnumMap<>(Measure.class);
        if (needs.expiries()) {
            Map<Place, Long> expiries = new HashMap<>();
            availability
                    .earliestExpiries(handle, articles)
                    .forEach((place, expiry) -> expiries.put(place, expiry.getEpochSecond()));
            measures.put(Measure.EARLIEST_EXPIRY, expiries);
        }
        if (needs.turnover()) {
            Map<Place, Long> picked = new HashMap<>();
            listed.forEach(article -> picked.put(article.numbers().place(), 0L));
            picked.putAll(pickedUnits.of(handle, articles, clock.instant()));
            measures.put(Measure.UNITS_PICKED, picked);
        }
        if (needs.prices()) {
            Map<Place, Long> prices = new HashMap<>();
            availability.prices(handle, articles).forEach((place, price) -> prices.put(place, hundredths(price)));
            measures.put(Measure.SALES_PRICE, prices);
        }
        if (needs.zones()) {
            Map<Place, Long> scores = new HashMap<>();
            availability.zoneScores(handle, articles).forEach((place, score) -> scores.put(place, whole(score)));
            measures.put(Measure.ZONE_SCORE, scores);
        }
        return measures;
    }

    private static long whole(BigDecimal score) {
        return score.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    /** The amount as the engine counts it. */
    static long hundredths(BigDecimal amount) {
        return amount.movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .max(BigDecimal.ZERO)
                .min(LARGEST)
                .longValue();
    }
}
