package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a facility is. Of a supplier only the company and the country have to be known.
 *
 * @param country ISO 3166-1 alpha-2
 * @param resolvedCoordinates given by the tenant or found from the address; null when the country is not known
 * @param resolvedTimeZone as the coordinates
 */
public record FacilityAddress(
        @NotNull @Size(max = 500) String companyName,
        @Nullable @Size(min = 1, max = 500) String street,
        @Nullable @Size(min = 1, max = 100) String houseNumber,
        @Nullable @Size(min = 1, max = 100) String postalCode,
        @Nullable @Size(min = 1, max = 500) String city,
        @Nullable @Size(min = 1, max = 500) String province,

        @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters")
        String country,

        @Nullable @Size(max = 2000) String additionalAddressInfo,
        @Nullable @Size(max = 500) List<@NotNull @Valid PhoneNumber> phoneNumbers,
        @Nullable @Size(max = 10) List<@NotNull @Valid EmailAddress> emailAddresses,
        @Nullable @Valid Coordinates resolvedCoordinates,
        @Nullable @Valid FacilityTimeZone resolvedTimeZone,
        @Nullable JsonNode customAttributes) {

    /** Whether both name the same spot, so that what was resolved for one holds for the other. */
    boolean sameSpot(FacilityAddress other) {
        return Objects.equals(street, other.street)
                && Objects.equals(houseNumber, other.houseNumber)
                && Objects.equals(postalCode, other.postalCode)
                && Objects.equals(city, other.city)
                && Objects.equals(country, other.country);
    }

    FacilityAddress resolved(@Nullable Coordinates coordinates, @Nullable FacilityTimeZone timeZone) {
        return new FacilityAddress(
                companyName,
                street,
                houseNumber,
                postalCode,
                city,
                province,
                country,
                additionalAddressInfo,
                phoneNumbers,
                emailAddresses,
                coordinates,
                timeZone,
                customAttributes);
    }
}
