package io.waybill.platform.documents;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The sender that notes name instead of the facility. */
record CompanyAddress(
        @NotNull @Size(min = 1, max = 500) String name,
        @NotNull @Size(min = 1, max = 500) String street,
        @Nullable @Size(min = 1, max = 500) String houseNumber,
        @NotNull @Size(min = 1, max = 500) String postalCode,
        @NotNull @Size(min = 1, max = 500) String city,
        @NotNull @Size(min = 1, max = 500) String country) {

    PostalAddress printed() {
        return PostalAddress.of(
                name, houseNumber == null ? street : street + " " + houseNumber, postalCode + " " + city, country);
    }
}
