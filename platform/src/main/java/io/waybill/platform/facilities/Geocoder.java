package io.waybill.platform.facilities;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of an address, as precisely as it can: by postal code, else by city, else by the region of the postal
 * code, else the middle of the country. Works without the network. Thread-safe.
 */
public interface Geocoder {

    /**
     * @param country ISO 3166-1 alpha-2, upper case
     * @param postalCode null or empty when unknown
     * @param city in any of its usual spellings; null or empty when unknown
     * @return empty when the country is unknown
     */
    Optional<Place> locate(String country, @Nullable String postalCode, @Nullable String city);

    /**
     * A place found.
     *
     * @param timeZone IANA id of its time zone, for example {@code Europe/Berlin}
     */
    record Place(Coordinates coordinates, String timeZone, Precision precision) {}

    /** How a place was found, the most precise first. */
    enum Precision {
        POSTAL_CODE,
        CITY,
        POSTAL_REGION,
        COUNTRY
    }
}
