package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the goods: a person with addresses, or one of the tenant's own facilities.
 *
 * @param email deprecated form; carriers get it with label requests when the address has none
 * @param facilityRef receiving facility (replenishment), by id
 * @param tenantFacilityId receiving facility, by the tenant's own id
 */
public record Consumer(
        @Nullable @Size(max = 500) String consumerId,
        @Nullable @Size(max = 320) @Email String email,
        @Nullable @Size(max = 500) List<@NotNull @Valid ConsumerAddress> addresses,
        @Nullable @Size(max = 256) String facilityRef,
        @Nullable @Size(max = 256) String tenantFacilityId,
        @Nullable ObjectNode customAttributes) {

    /** The first address goods are sent to; null when there is none. */
    public @Nullable ConsumerAddress deliveryAddress() {
        return addresses == null
                ? null
                : addresses.stream()
                        .filter(ConsumerAddress::receivesGoods)
                        .findFirst()
                        .orElse(null);
    }

    /** The first address of that type; null when there is none. */
    public @Nullable ConsumerAddress addressOf(AddressType type) {
        return addresses == null
                ? null
                : addresses.stream()
                        .filter(address -> address.addressType() == type)
                        .findFirst()
                        .orElse(null);
    }

    /** Who the goods are for, as shown to staff; null when nothing tells. */
    public @Nullable String recipientName() {
        ConsumerAddress address = deliveryAddress();
        if (address == null && addresses != null && !addresses.isEmpty()) {
            address = addresses.getFirst();
        }
        String name = address == null ? null : address.fullName();
        return name != null ? name : consumerId != null ? consumerId : email;
    }
}
