package io.waybill.platform.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page where an order gets another address.
 *
 * @param version of the order that is looked at
 * @param changeable false once the order is over
 * @param follows what the change does to each thing that there is already
 */
record AddressForm(
        String orderId,
        String number,
        long version,
        boolean changeable,
        AddressFields address,
        List<Country> countries,
        List<Consequence> follows) {

    /** A country to choose. */
    record Country(String code, String name) {}

    /**
     * What becomes of something.
     *
     * @param thing a facility, or the number of a parcel; null where there is none yet
     */
    record Consequence(@Nullable String thing, Effect effect) {}

    /** What another address does. */
    enum Effect {
        /** It has its facility, and keeps it. */
        STAYS,
        /** No facility yet: it is decided with the new address. */
        UNDECIDED,
        /** Nobody could serve it: it is tried again. */
        TRIED_AGAIN,
        /** The customer comes for it. */
        COLLECTED,
        PARCEL_FOLLOWS,
        PARCEL_PRINTED,
        PARCEL_LEFT,
        HANDOVER_FOLLOWS,
        HANDED_OVER
    }
}
