package io.waybill.platform.picking;

import io.waybill.platform.orders.AddressChange;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.ConsumerAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How and until when the goods of a job are to leave the facility.
 *
 * @param channel null in a request means SHIPPING; a stored job always has one
 * @param targetTime when picking must be done; set once, never changed
 * @param targetTimeBaseDate from when the target time was computed
 */
public record DeliveryInformation(
        @Nullable PickChannel channel,
        @Nullable @Valid Details details,
        @Nullable Instant targetTime,
        @Nullable Instant targetTimeBaseDate) {

    /** Exactly the one of the channel is filled. */
    public record Details(
            @Nullable @Valid Shipping shipping,
            @Nullable @Valid Collect collect) {}

    /** Where the parcel goes, and with whom. */
    public record Shipping(
            @Nullable @Size(max = 256) String carrierKey,
            @Nullable @Size(max = 256) String carrierProduct,

            @Nullable
            @Pattern(
                    regexp = "STANDARD|EXPRESS|VALUE|FORWARDING",
                    message = "must be STANDARD, EXPRESS, VALUE or FORWARDING")
            String carrierProductCategory,

            @Nullable @Size(max = 500) List<@NotNull @Size(max = 100) String> carrierServices,
            @Nullable @Size(max = 1000) String identifier,
            @Nullable @Valid ConsumerAddress invoiceAddress,
            @Nullable @Valid ConsumerAddress postalAddress,
            @Nullable @Valid ConsumerAddress recipientaddress,

            @Nullable @Pattern(regexp = "DELIVERY|SAMEDAY", message = "must be DELIVERY or SAMEDAY")
            String serviceLevel) {}

    /** Who comes for the goods. */
    public record Collect(
            @Nullable @Size(max = 1000) String identifier,
            @Nullable Boolean paid) {}

    public @Nullable Shipping shipping() {
        return details == null ? null : details.shipping();
    }

    public @Nullable Collect collect() {
        return details == null ? null : details.collect();
    }

    /** Who the goods are for, as shown to staff; null when nothing tells. */
    public @Nullable String recipientName() {
        Shipping shipping = shipping();
        if (shipping != null) {
            String name = shipping.recipientaddress() == null
                    ? null
                    : shipping.recipientaddress().fullName();
            return name == null ? shipping.identifier() : name;
        }
        Collect collect = collect();
        return collect == null ? null : collect.identifier();
    }

    DeliveryInformation withTargetTime(Instant time) {
        return new DeliveryInformation(channel, details, time, targetTimeBaseDate);
    }

    /** The same with the addresses that the order has now. */
    DeliveryInformation readdressed(AddressChange addresses) {
        Shipping shipping = shipping();
        Collect collect = collect();
        if (details == null) {
            return this;
        }
        Shipping readdressed = shipping == null
                ? null
                : new Shipping(
                        shipping.carrierKey(),
                        shipping.carrierProduct(),
                        shipping.carrierProductCategory(),
                        shipping.carrierServices(),
                        addresses.recipientName(shipping.identifier()),
                        addresses.ofType(AddressType.INVOICE_ADDRESS, shipping.invoiceAddress()),
                        addresses.ofType(AddressType.POSTAL_ADDRESS, shipping.postalAddress()),
                        addresses.delivery(shipping.recipientaddress()),
                        shipping.serviceLevel());
        Collect renamed =
                collect == null ? null : new Collect(addresses.recipientName(collect.identifier()), collect.paid());
        return new DeliveryInformation(channel, new Details(readdressed, renamed), targetTime, targetTimeBaseDate);
    }
}
