package io.waybill.platform.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier offers from one region to others: which services, how long it takes and what it costs (platform.md 7.7).
 *
 * @param id unique in the configuration of the carrier
 * @param destinations at least one
 * @param countAsTransitDayBefore time of day until which the day itself counts as a day in transit
 * @param deliveryCosts one at most
 * @param sourceCountry deprecated form of {@code source}
 * @param destinationCountries deprecated form of {@code destinations}
 * @param mandatoryShippingItemAttributes deprecated form of {@code mandatoryShippingArticleAttributes}
 * @param staticCCSMRef where the mapping was taken from, as the client says
 */
public record CountryServiceMapping(
        @NotBlank @Size(max = 256) String id,
        @NotNull @Valid Region source,
        @NotNull @Size(min = 1, max = 250) List<@NotNull @Valid Region> destinations,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 256) String> products,
        @Nullable @Size(max = 10) List<@NotNull CarrierService> carrierServices,
        @Nullable ProductCategory carrierProductCategory,
        @Nullable @Valid TransitTime transitTime,

        @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 12:00")
        String countAsTransitDayBefore,

        @Nullable @Size(max = 1) List<@NotNull @Valid DeliveryCost> deliveryCosts,
        @Nullable @Size(max = 30) List<@NotNull @Valid ShippingAttribute> mandatoryShippingAttributes,
        @Nullable @Size(max = 30) List<@NotNull @Valid ShippingAttribute> additionalShippingAttributes,

        @Nullable @Size(max = 20) List<@NotNull @Valid ShippingArticleAttribute> mandatoryShippingArticleAttributes,

        @Nullable @Size(max = 20) List<@NotNull @Valid ShippingArticleAttribute> additionalShippingArticleAttributes,

        @Nullable @Size(max = 30) List<@NotNull @Valid ShippingItemAttribute> mandatoryShippingItemAttributes,
        @Nullable @Size(min = 2, max = 2) String sourceCountry,
        @Nullable @Size(max = 250) List<@NotNull @Size(min = 2, max = 2) String> destinationCountries,
        @Nullable @Size(max = 256) String staticCCSMRef) {

    /**
     * A country, or some postal codes of it.
     *
     * @param countryCode ISO 3166-1 alpha-2
     */
    public record Region(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be a country code of two capital letters")
            String countryCode,

            @Nullable @Size(max = 100) List<@NotNull @Size(max = 32) String> postalCodes) {}

    /** Days from handover to delivery. */
    public record TransitTime(
            @NotNull @Min(0) @Max(365) Integer minTransitDays,
            @NotNull @Min(0) @Max(365) Integer maxTransitDays) {

        @AssertTrue(message = "must not be below minTransitDays")
        private boolean isMaxTransitDays() {
            return minTransitDays == null || maxTransitDays == null || minTransitDays <= maxTransitDays;
        }
    }

    /** @param currency ISO 4217 */
    public record DeliveryCost(
            @NotNull @DecimalMin("0") BigDecimal cost,
            @NotNull @Size(min = 3, max = 3) String currency) {}

    /** Something that has to be known of a parcel. */
    public record ShippingAttribute(
            @Nullable Map<String, String> descriptionLocalized,
            @Nullable @Size(max = 2000) String description,

            @Nullable @Pattern(regexp = "Number|String|Date|Boolean")
            String dataType,

            @Nullable
            @Pattern(
                    regexp = "dimensions\\.weight|productValue|pickUpInformation\\.(startTime|endTime)"
                            + "|services\\.(BulkyGoods|Signature|AdultSignature|CustomerSignature|SaturdayDelivery"
                            + "|IdentityCheckPrivate|IdentityCheckCompany|AdditionalTransportInsurance"
                            + "|NoNeighborDelivery|HandoverToRecipientOnly|IdentityAgeCheck18)"
                            + "|carrierInformation\\.shippingContainerNumber")
            String referencedField) {}

    /** Something that has to be known of an article in a parcel. */
    public record ShippingArticleAttribute(
            @NotNull Map<String, String> descriptionLocalized,
            @Nullable @Size(max = 2000) String description,

            @NotNull @Pattern(regexp = "customs|dimensions|insurance")
            String category,

            @NotNull @Pattern(regexp = "NUMBER|STRING") String dataType,

            @NotNull @Pattern(regexp = "attributes\\.(weightPerUnit|hsCode|currency|valuePerUnit|countryOfManufacture)")
            String referencedField) {}

    /** Deprecated: something that has to be known of an item in a parcel. */
    public record ShippingItemAttribute(
            @Nullable Map<String, String> descriptionLocalized,
            @Nullable @Size(max = 2000) String description,

            @Nullable @Pattern(regexp = "Number|String|Date|Boolean")
            String dataType,

            @Nullable
            @Pattern(
                    regexp = "description|weightInGram|quantity|parcelItemValue\\.(value|currency)"
                            + "|countryOfManufacture|tenantArticleId")
            String referencedField) {}

    /** Classes of products of carriers; names of the wire. */
    public enum ProductCategory {
        STANDARD,
        EXPRESS,
        VALUE,
        FORWARDING
    }

    /** What a carrier may do beyond carrying; names of the wire. */
    public enum CarrierService {
        SIGNATURE,
        CUSTOMER_SIGNATURE,
        ADULT_SIGNATURE,
        SATURDAY_DELIVERY,
        IDENTITY_CHECK_COMPANY,
        IDENTITY_CHECK_PRIVATE,
        ADDITIONAL_TRANSPORTATION_INSURANCE,
        IDENTITY_AGE_CHECK_18,
        NO_NEIGHBOR_DELIVERY,
        HANDOVER_TO_RECIPIENT_ONLY
    }
}
