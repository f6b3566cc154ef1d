package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of the configuration of a carrier: the fields that all carriers share. Those of single carriers come
 * beside them and are kept as they are.
 *
 * @param version the one the client saw; 0 as long as nothing was configured
 * @param additionalWeightInPercent for packaging
 * @param countryServiceMappings read one by one, see {@link CountryServiceMapping}
 */
record CarrierConfigurationBody(
        @NotNull @Min(0) Long version,
        @NotNull @Size(min = 1, max = 256) String carrierRef,
        @NotNull Boolean returnLabel,
        @Nullable Boolean mustBeWeighed,
        @Nullable @DecimalMin("0") BigDecimal additionalWeightInPercent,
        @Nullable @Valid FacilityAddress alternativeReturnAddress,
        @Nullable @Valid FacilityAddress alternativeSendAddress,
        @Nullable @Valid PickUpTime defaultPickUpTime,
        @Nullable @Size(min = 1, max = 320) @Email String fallBackTrackAndTraceEmail,
        @Nullable @Size(max = 2000) String serviceUrl,
        @Nullable @Size(max = 2000) String trackAndTraceUrl,
        @Nullable @Valid ThresholdPriceValue thresholdPriceValue,

        @Nullable @Size(max = 500) List<@NotNull @Valid NonDeliveryDaysOfCountry> nonDeliveryDaysPerCountryAndProvince,

        @Nullable @Size(max = 100) List<@NotNull JsonNode> countryServiceMappings) {

    /** From when to when the carrier comes. */
    record PickUpTime(
            @NotNull @Valid TimeOfDay start, @NotNull @Valid TimeOfDay end) {}

    /** @param priority of this value before others */
    record ThresholdPriceValue(
            @NotNull @Valid PriceRange priceRange,
            @NotNull @DecimalMin("1") BigDecimal priority) {}

    /** @param currency ISO 4217 */
    record PriceRange(
            @NotNull @Size(min = 3, max = 3) String currency,
            @NotNull @Min(0) @Max(9) Integer decimalPlaces,
            @NotNull @DecimalMin("0") BigDecimal from,
            @NotNull @DecimalMin("1") BigDecimal to) {}

    /** Days on which nothing is delivered, in a country and in its provinces. */
    record NonDeliveryDaysOfCountry(
            @NotNull @Size(min = 1, max = 100) String country,
            @NotNull @Size(max = 500) List<@NotNull @Valid NonDeliveryDay> nonDeliveryDays,
            @NotNull @Size(max = 500) List<@NotNull @Valid NonDeliveryDaysOfProvince> nonDeliveryDaysPerProvince,
            @NotNull @Size(max = 7) List<@NotNull DayOfWeek> recurringNonDeliveryWeekdays) {}

    record NonDeliveryDaysOfProvince(
            @NotNull @Size(min = 1, max = 100) String province,
            @NotNull @Size(max = 500) List<@NotNull @Valid NonDeliveryDay> nonDeliveryDays,
            @NotNull @Size(max = 7) List<@NotNull DayOfWeek> recurringNonDeliveryWeekdays) {}

    record NonDeliveryDay(
            @NotNull LocalDate nonDeliveryDay,
            @Nullable @Pattern(regexp = "SINGLE|RECURRING") String nonDeliveryType) {}
}
