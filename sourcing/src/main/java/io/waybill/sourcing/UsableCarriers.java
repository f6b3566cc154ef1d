package io.waybill.sourcing;

import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingFacility.Delivery;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import org.jspecify.annotations.Nullable;

/**
 * The carriers of a facility that may serve an order: one that it names if it names any, and a same-day carrier if it is
 * a same-day order.
 */
final class UsableCarriers {

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

    private static long least(Demand demand, int facility, boolean cost) {
        SourcingRequest request = demand.situation().request();
        String country = request.destination().country();
        long least = Rating.UNMEASURED;
        if (country == null) {
            return least;
        }
        for (Carrier carrier :
                demand.situation().facility(facility).operations().carriers()) {
            Delivery delivery = carrier.deliveries().get(country);
            if (delivery != null && isUsable(request.wishes(), carrier)) {
                long known = cost ? known(delivery.cost()) : known(delivery.transitDays());
                if (known != Rating.UNMEASURED && (least == Rating.UNMEASURED || known < least)) {
                    least = known;
                }
            }
        }
        return least;
    }

    private static long known(@Nullable Number value) {
        return value == null ? Rating.UNMEASURED : value.longValue();
    }
}
