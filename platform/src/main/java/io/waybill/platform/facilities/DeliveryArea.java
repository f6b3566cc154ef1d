package io.waybill.platform.facilities;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Where a carrier delivers to from a facility. */
public record DeliveryArea(
        @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters")
        String country,

        @NotNull @Size(min = 1, max = 100) String postalCode) {}
