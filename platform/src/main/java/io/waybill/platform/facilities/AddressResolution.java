package io.waybill.platform.facilities;

import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a facility its coordinates and time zone: the tenant's where it said so, else the geocoder's. Thread-safe. */
@ApplicationScoped
class AddressResolution {
    private static final String BY_TENANT = "USER";
    private static final String BY_GEOCODER = "GEOCODER";

    private final Geocoder geocoder;

    AddressResolution(Geocoder geocoder) {
        this.geocoder = geocoder;
    }

    /**
     * The facility with its address resolved.
     *
     * @param before the address until now: what was resolved for the same spot stays; null for a new facility
     * @throws Rejection 400 for a time zone that does not exist
     */
    Facility resolve(Facility facility, @Nullable FacilityAddress before) {
        FacilityAddress address = facility.address();
        if (address == null) {
            return facility;
        }
        boolean same = before != null && before.sameSpot(address);
        Coordinates coordinates = address.resolvedCoordinates();
        FacilityTimeZone timeZone = address.resolvedTimeZone() == null ? null : given(address.resolvedTimeZone());
        if (before != null && same) {
            coordinates = coordinates == null ? before.resolvedCoordinates() : coordinates;
            timeZone = timeZone == null ? before.resolvedTimeZone() : timeZone;
        }
        if (coordinates == null || timeZone == null) {
            Optional<Geocoder.Place> place = geocoder.locate(address.country(), address.postalCode(), address.city());
            if (place.isPresent()) {
                coordinates = coordinates == null ? place.get().coordinates() : coordinates;
                timeZone = timeZone == null
                        ? FacilityTimeZone.of(place.get().timeZone(), BY_GEOCODER)
                                .orElse(null)
                        : timeZone;
            }
        }
        return facility.at(address.resolved(coordinates, timeZone));
    }

    private static FacilityTimeZone given(FacilityTimeZone timeZone) {
        if (timeZone.source() != null && timeZone.offsetInSeconds() != null) {
            // As it was answered; sent back unchanged.
            return FacilityTimeZone.of(timeZone.timeZoneId(), timeZone.source()).orElseThrow(() -> unknown(timeZone));
        }
        return FacilityTimeZone.of(timeZone.timeZoneId(), BY_TENANT).orElseThrow(() -> unknown(timeZone));
    }

    private static Rejection unknown(FacilityTimeZone timeZone) {
        return Rejection.invalid("address.resolvedTimeZone.timeZoneId must be an IANA time zone such as Europe/Berlin, "
                + timeZone.timeZoneId() + " is none");
    }
}
