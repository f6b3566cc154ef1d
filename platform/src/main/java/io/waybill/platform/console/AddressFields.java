package io.waybill.platform.console;

import io.waybill.platform.orders.ConsumerAddress;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address as a form shows and sends it: what is empty is not there. Pure.
 *
 * @param country ISO 3166 alpha-2
 * @param phone the first number
 */
record AddressFields(
        String firstName,
        String lastName,
        String companyName,
        String street,
        String houseNumber,
        String additional,
        String postalCode,
        String city,
        String province,
        String country,
        String email,
        String phone) {

    /** An address as it is; of an order that has none, an empty one. */
    static AddressFields of(@Nullable ConsumerAddress address) {
        if (address == null) {
            return new AddressFields("", "", "", "", "", "", "", "", "", "", "", "");
        }
        return new AddressFields(
                shown(address.firstName()),
                shown(address.lastName()),
                shown(address.companyName()),
                address.street(),
                shown(address.houseNumber()),
                shown(address.additionalAddressInfo()),
                address.postalCode(),
                address.city(),
                shown(address.province()),
                address.country(),
                shown(address.email()),
                phones(address).isEmpty() ? "" : phones(address).getFirst().value());
    }

    /** What a browser sent. */
    static AddressFields sent(MultivaluedMap<String, String> form) {
        return new AddressFields(
                sent(form, "firstName"),
                sent(form, "lastName"),
                sent(form, "companyName"),
                sent(form, "street"),
                sent(form, "houseNumber"),
                sent(form, "additional"),
                sent(form, "postalCode"),
                sent(form, "city"),
                sent(form, "province"),
                sent(form, "country").toUpperCase(Locale.ROOT),
                sent(form, "email"),
                sent(form, "phone"));
    }

    /**
     * The address that is asked for in place of another one, which gives what the form does not ask. Coordinates stay only
     * with the place they belong to.
     */
    ConsumerAddress over(@Nullable ConsumerAddress before) {
        return new ConsumerAddress(
                before == null ? null : before.addressType(),
                before == null ? null : before.salutation(),
                before == null ? null : before.personalTitle(),
                given(firstName),
                given(lastName),
                given(companyName),
                street,
                given(houseNumber),
                postalCode,
                city,
                given(province),
                country,
                given(additional),
                given(email),
                phones(before, phone),
                before != null && isAtTheSamePlaceAs(of(before)) ? before.coordinates() : null,
                before == null ? null : before.customAttributes());
    }

    private boolean isAtTheSamePlaceAs(AddressFields other) {
        return street.equals(other.street)
                && houseNumber.equals(other.houseNumber)
                && postalCode.equals(other.postalCode)
                && city.equals(other.city)
                && country.equals(other.country);
    }

    private static @Nullable List<ConsumerAddress.PhoneNumber> phones(@Nullable ConsumerAddress before, String first) {
        List<ConsumerAddress.PhoneNumber> numbers = new ArrayList<>(before == null ? List.of() : phones(before));
        ConsumerAddress.PhoneNumber old = numbers.isEmpty() ? null : numbers.removeFirst();
        if (old != null && old.value().equals(first)) {
            numbers.addFirst(old);
        } else if (!first.isEmpty()) {
            numbers.addFirst(new ConsumerAddress.PhoneNumber(
                    old == null ? ConsumerAddress.PhoneType.PHONE : old.type(), first, null, null));
        }
        return numbers.isEmpty() ? null : numbers;
    }

    private static List<ConsumerAddress.PhoneNumber> phones(ConsumerAddress address) {
        return Objects.requireNonNullElse(address.phoneNumbers(), List.of());
    }

    private static String shown(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static @Nullable String given(String value) {
        return value.isEmpty() ? null : value;
    }

    private static String sent(MultivaluedMap<String, String> form, String name) {
        return shown(form.getFirst(name)).strip();
    }
}
