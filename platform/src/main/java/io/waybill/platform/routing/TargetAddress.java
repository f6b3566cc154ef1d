package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.ConsumerAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the goods of a plan go: an address of the consumer, or a facility of the tenant.
 *
 * @param coordinates as given with the address, or as geocoded when the plan was first decided
 */
public record TargetAddress(
        @Nullable AddressType addressType,
        @Nullable String salutation,
        @Nullable String personalTitle,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String companyName,
        String street,
        @Nullable String houseNumber,
        String postalCode,
        String city,
        @Nullable String province,
        String country,
        @Nullable String additionalAddressInfo,
        @Nullable String email,
        @Nullable List<ConsumerAddress.PhoneNumber> phoneNumbers,
        ConsumerAddress.@Nullable Coordinates coordinates,
        @Nullable ObjectNode customAttributes,
        @Nullable String facilityRef,
        @Nullable String tenantFacilityId) {

    static TargetAddress of(ConsumerAddress address, @Nullable String facilityRef, @Nullable String tenantFacilityId) {
        return new TargetAddress(
                address.addressType(),
                address.salutation(),
                address.personalTitle(),
                address.firstName(),
                address.lastName(),
                address.companyName(),
                address.street(),
                address.houseNumber(),
                address.postalCode(),
                address.city(),
                address.province(),
                address.country(),
                address.additionalAddressInfo(),
                address.email(),
                address.phoneNumbers(),
                address.coordinates(),
                address.customAttributes(),
                facilityRef,
                tenantFacilityId);
    }

    /** The same address, located. */
    TargetAddress at(ConsumerAddress.Coordinates place) {
        return new TargetAddress(
                addressType,
                salutation,
                personalTitle,
                firstName,
                lastName,
                companyName,
                street,
                houseNumber,
                postalCode,
                city,
                province,
                country,
                additionalAddressInfo,
                email,
                phoneNumbers,
                place,
                customAttributes,
                facilityRef,
                tenantFacilityId);
    }
}
