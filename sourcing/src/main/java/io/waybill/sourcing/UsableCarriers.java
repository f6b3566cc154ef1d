package io.waybill.sourcing;

import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingFacility.Delivery;
import io.waybill.sourcing.SourcingFacility.Offer;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The carriers of a facility that may serve an order: one that it names if it names any, and a same-day carrier if it is
 * a same-day order.
 */
final class UsableCarriers {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private UsableCarriers() {}

    static boolean isUsable(Wishes wishes, Carrier carrier) {
        return isWanted(wishes, carrier) && (wishes.serviceLevel() != ServiceLevel.SAMEDAY || carrier.sameDay());
    }

    /** Whether the order names this carrier, or none. */
    static boolean isWanted(Wishes wishes, Carrier carrier) {
        return wishes.carriers().isEmpty() || wishes.carriers().contains(carrier.key());
    }

    /** The least delivery cost to the destination, or {@link Rating#UNMEASURED}. */
    static long leastCost(Demand demand, int facility) {
        return least(demand, facility, true);
    }

    /** The fewest days of transit to the destination, or {@link Rating#UNMEASURED}. */
    static long leastDays(Demand demand, int facility) {
        return least(demand, facility, false);
    }

    /** The delivery to the destination that costs least; empty when no cost that counts is known. */
    static Optional<Delivery> cheapest(SourcingRequest request, SourcingFacility facility) {
        return facility.operations().carriers().stream()
                .flatMap(carrier -> offers(request, carrier).stream())
                .map(Offer::delivery)
                .filter(delivery -> cost(request, delivery) != Rating.UNMEASURED)
                .min(Comparator.comparingLong(delivery -> cost(request, delivery)));
    }

    /** Currencies other than the one that counts, in which usable carriers name costs to the destination. */
    static Set<String> foreignCurrencies(Demand demand, int facility) {
        String counts = currency(demand);
        Set<String> foreign = new TreeSet<>();
        for (Carrier carrier : carriers(demand, facility)) {
            for (Offer offer : offers(demand.situation().request(), carrier)) {
                String named = offer.delivery().currency();
                if (offer.delivery().cost() != null && named != null && !named.equals(counts)) {
                    foreign.add(named);
                }
            }
        }
        return foreign;
    }

    /**
     * The currency in which costs are compared where several are in use: that of the country of the destination; null
     * when that is not known.
     */
    static @Nullable String currency(Demand demand) {
        return currency(demand.situation().request());
    }

    private static @Nullable String currency(SourcingRequest request) {
        String country = request.destination().country();
        if (country == null || !COUNTRIES.contains(country)) {
            return null;
        }
        Currency currency = Currency.getInstance(Locale.of("", country));
        return currency == null ? null : currency.getCurrencyCode();
    }

    private static long least(Demand demand, int facility, boolean cost) {
        long least = Rating.UNMEASURED;
        SourcingRequest request = demand.situation().request();
        for (Carrier carrier : carriers(demand, facility)) {
            for (Offer offer : offers(request, carrier)) {
                long known = cost
                        ? cost(request, offer.delivery())
                        : known(offer.delivery().transitDays());
                if (known != Rating.UNMEASURED && (least == Rating.UNMEASURED || known < least)) {
                    least = known;
                }
            }
        }
        return least;
    }

    private static List<Carrier> carriers(Demand demand, int facility) {
        return demand.situation().facility(facility).operations().carriers();
    }

    /**
     * What a usable carrier offers to the destination for the product that the order asks for. Where it offers something
     * for the very postal code, what it offers for the whole country does not count.
     */
    private static List<Offer> offers(SourcingRequest request, Carrier carrier) {
        String country = request.destination().country();
        if (country == null || carrier.offers().isEmpty() || !isUsable(request.wishes(), carrier)) {
            return List.of();
        }
        String postalCode = request.destination().postalCode();
        List<Offer> there = carrier.offers().stream()
                .filter(offer -> offer.country().equals(country)
                        && isAskedFor(request.wishes(), carrier, offer)
                        && (offer.postalCodes().isEmpty()
                                || (postalCode != null && offer.postalCodes().contains(postalCode))))
                .toList();
        List<Offer> exactly =
                there.stream().filter(offer -> !offer.postalCodes().isEmpty()).toList();
        return exactly.isEmpty() ? there : exactly;
    }

    private static boolean isAskedFor(Wishes wishes, Carrier carrier, Offer offer) {
        String product = wishes.products().get(carrier.key());
        return (product == null
                        || offer.products().isEmpty()
                        || offer.products().contains(product))
                && (wishes.productCategory() == null
                        || offer.category() == null
                        || offer.category().equals(wishes.productCategory()));
    }

    private static long cost(SourcingRequest request, Delivery delivery) {
        return delivery.currency() == null || delivery.currency().equals(currency(request))
                ? known(delivery.cost())
                : Rating.UNMEASURED;
    }

    private static long known(@Nullable Number value) {
        return value == null ? Rating.UNMEASURED : value.longValue();
    }
}
