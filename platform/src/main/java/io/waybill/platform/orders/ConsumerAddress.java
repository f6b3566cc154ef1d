package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address of a consumer, as the order gives it.
 *
 * @param country ISO 3166 alpha-2, upper case
 * @param addressType null counts as a postal address
 * @param coordinates where the address is, when the sender knows; otherwise it is geocoded for routing
 */
public record ConsumerAddress(
        @Nullable AddressType addressType,
        @Nullable @Size(max = 500) String salutation,
        @Nullable @Size(max = 500) String personalTitle,
        @Nullable @Size(max = 500) String firstName,
        @Nullable @Size(max = 500) String lastName,
        @Nullable @Size(max = 500) String companyName,
        @NotNull @Size(min = 1, max = 500) String street,
        @Nullable @Size(min = 1, max = 500) String houseNumber,
        @NotNull @Size(min = 1, max = 500) String postalCode,
        @NotNull @Size(min = 1, max = 500) String city,
        @Nullable @Size(min = 1, max = 500) String province,

        @NotNull @Pattern(regexp = "^[A-Z]{2}$", message = "must be two upper case letters (ISO 3166)")
        String country,

        @Nullable @Size(max = 1000) String additionalAddressInfo,
        @Nullable @Size(min = 1, max = 320) @Email String email,
        @Nullable @Size(max = 500) List<@NotNull @Valid PhoneNumber> phoneNumbers,
        @Nullable @Valid Coordinates coordinates,
        @Nullable ObjectNode customAttributes) {

    /** Whether goods are sent here: everything but an invoice address. */
    public boolean receivesGoods() {
        return addressType != AddressType.INVOICE_ADDRESS;
    }

    /** First and last name, else the company; null when neither is there. */
    public @Nullable String fullName() {
        String person = Stream.of(firstName, lastName)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return person.isEmpty() ? companyName : person;
    }

    /** The addresses with the first one of that type replaced; added when there is none. */
    static List<ConsumerAddress> replaced(List<ConsumerAddress> before, AddressType type, ConsumerAddress replacement) {
        List<ConsumerAddress> after = new ArrayList<>(before);
        for (int index = 0; index < after.size(); index++) {
            AddressType present = after.get(index).addressType();
            if ((present == null ? AddressType.POSTAL_ADDRESS : present) == type) {
                after.set(index, replacement);
                return after;
            }
        }
        after.add(replacement);
        return after;
    }

    /** A telephone number and what kind of line it is. */
    public record PhoneNumber(
            @NotNull PhoneType type,
            @NotNull @Size(max = 100) String value,
            @Nullable @Size(max = 500) String label,
            @Nullable ObjectNode customAttributes) {}

    /** Kind of a telephone line. */
    public enum PhoneType {
        MOBILE,
        PHONE
    }

    /** A place in degrees, WGS 84. */
    public record Coordinates(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {}
}
