package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.Consumer;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.DeliveryPreferences;
import io.waybill.platform.orders.OrderForCreation;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.orders.OrderedService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The question where an order could be served from.
 *
 * @param resourceInvestment accepted; the search has one bound for all ({@link RankOptions#MOST_DECISIONS})
 */
record SourcingOptionsRequest(
        @NotNull @Valid OrderForSourcing order,
        @Nullable @Valid OptimizationHints optimizationHints,
        @Nullable @Valid ResourceInvestment resourceInvestment,
        @Nullable @Valid AdditionalInfo additionalInfo) {

    int requestedResultCount() {
        return optimizationHints == null || optimizationHints.requestedResultCount() == null
                ? 1
                : optimizationHints.requestedResultCount();
    }

    boolean includeCalculationHints() {
        return optimizationHints != null && Boolean.TRUE.equals(optimizationHints.includeCalculationHints());
    }

    boolean includeListingCustomAttributes() {
        return additionalInfo != null && Boolean.TRUE.equals(additionalInfo.includeListingCustomAttributes());
    }

    /** @param requestedResultCount null means 1 */
    record OptimizationHints(
            @Nullable @Min(1) @Max(20) Integer requestedResultCount,
            @Nullable Boolean includeCalculationHints) {}

    record ResourceInvestment(@NotNull @Min(0) @Max(1) BigDecimal level) {}

    record AdditionalInfo(@Nullable Boolean includeListingCustomAttributes) {}

    /** An order of which nothing but the consumer has to be known. */
    @ClosedSchema
    record OrderForSourcing(
            @NotNull @Valid ConsumerForSourcing consumer,
            @Nullable @Size(max = 500) List<OrderForCreation.@NotNull @Valid LineItem> orderLineItems,
            @Nullable @Valid DeliveryPreferences deliveryPreferences,
            @Nullable Instant orderDate,
            @Nullable @Size(max = 256) String tenantOrderId,
            @Nullable ObjectNode customAttributes,
            @Nullable @Size(min = 1, max = 500) List<OrderedService.@NotNull @Valid ForCreation> customServices,
            @Nullable JsonNode paymentInfo,
            @Nullable JsonNode promisesOptions,
            @Nullable OrderStatus status,
            @Nullable JsonNode statusReasons,
            @Nullable JsonNode stickers,
            @Nullable @Size(min = 1, max = 500) List<io.waybill.platform.orders.@NotNull @Valid TagReference> tags) {

        boolean isEmpty() {
            return orderLineItems == null || orderLineItems.isEmpty();
        }

        /** The order that would be placed now. */
        OrderForCreation order(Instant now) {
            return new OrderForCreation(
                    orderDate == null ? now : orderDate,
                    consumer.consumer(),
                    Objects.requireNonNullElse(orderLineItems, List.of()),
                    tenantOrderId,
                    null,
                    null,
                    deliveryPreferences,
                    null,
                    null,
                    null,
                    null,
                    null,
                    tags,
                    customServices,
                    customAttributes);
        }
    }

    /** Who gets the goods. */
    record ConsumerForSourcing(
            @Nullable @Size(max = 500) String consumerId,
            @Nullable @Size(max = 500) List<@NotNull @Valid Address> addresses,
            @Nullable @Size(max = 256) String facilityRef,
            @Nullable @Size(max = 256) String tenantFacilityId,
            @Nullable ObjectNode customAttributes) {

        Consumer consumer() {
            return new Consumer(
                    consumerId,
                    null,
                    addresses == null
                            ? null
                            : addresses.stream().map(Address::address).toList(),
                    facilityRef,
                    tenantFacilityId,
                    customAttributes);
        }
    }

    /** Where the goods go, as far as known. */
    @ClosedSchema
    record Address(
            @Nullable AddressType addressType,
            @Nullable @Size(max = 500) String salutation,
            @Nullable @Size(max = 500) String personalTitle,
            @Nullable @Size(max = 500) String firstName,
            @Nullable @Size(max = 500) String lastName,
            @Nullable @Size(max = 500) String companyName,
            @Nullable @Size(max = 500) String street,
            @Nullable @Size(min = 1, max = 500) String houseNumber,
            @Nullable @Size(max = 500) String postalCode,
            @Nullable @Size(max = 500) String city,
            @Nullable @Size(min = 1, max = 500) String province,

            @NotNull @Pattern(regexp = "^[A-Z]{2}$", message = "must be two upper case letters (ISO 3166)")
            String country,

            @Nullable @Size(max = 1000) String additionalAddressInfo,
            @Nullable @Size(min = 1, max = 320) @Email String email,
            @Nullable @Size(max = 500) List<ConsumerAddress.@NotNull @Valid PhoneNumber> phoneNumbers,
            ConsumerAddress.@Nullable @Valid Coordinates coordinates,
            @Nullable ObjectNode customAttributes) {

        ConsumerAddress address() {
            return new ConsumerAddress(
                    addressType,
                    salutation,
                    personalTitle,
                    firstName,
                    lastName,
                    companyName,
                    Objects.requireNonNullElse(street, ""),
                    houseNumber,
                    Objects.requireNonNullElse(postalCode, ""),
                    Objects.requireNonNullElse(city, ""),
                    province,
                    country,
                    additionalAddressInfo,
                    email,
                    phoneNumbers,
                    coordinates,
                    customAttributes);
        }
    }
}
