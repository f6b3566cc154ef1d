package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address of the shop as one of the platform. commercetools asks for the country only, the platform for street,
 * city, postal code and country; what the platform has no field for goes into its additional information.
 */
final class Addresses {
    /** Stands where a country has no postal codes: the platform demands one. */
    private static final String NO_POSTAL_CODE = "00000";

    private Addresses() {}

    /** The address, or empty when nobody could deliver to it: no street and no PO box, no city, or no country. */
    static Optional<ObjectNode> map(JsonNode shop, String addressType) {
        Optional<String> street = Texts.field(shop, "streetName")
                .or(() -> Texts.field(shop, "pOBox"))
                .or(() -> Texts.field(shop, "additionalStreetInfo"))
                .or(() -> Texts.field(shop, "building"));
        Optional<String> city =
                Texts.field(shop, "city").or(() -> Texts.field(shop, "region")).or(() -> Texts.field(shop, "state"));
        Optional<String> country = Texts.field(shop, "country").filter(code -> code.matches("[A-Z]{2}"));
        if (street.isEmpty() || city.isEmpty() || country.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode address = JsonHttp.JSON
                .createObjectNode()
                .put("addressType", addressType)
                .put("street", street.get())
                .put("city", city.get())
                .put("postalCode", Texts.field(shop, "postalCode").orElse(NO_POSTAL_CODE))
                .put("country", country.get());
        put(address, "houseNumber", Texts.field(shop, "streetNumber"));
        put(address, "province", Texts.field(shop, "state").or(() -> Texts.field(shop, "region")));
        put(address, "salutation", Texts.field(shop, "salutation"));
        put(address, "personalTitle", Texts.field(shop, "title"));
        put(address, "firstName", Texts.field(shop, "firstName"));
        put(address, "lastName", Texts.field(shop, "lastName"));
        put(address, "companyName", Texts.field(shop, "company"));
        put(address, "email", Texts.field(shop, "email").filter(Addresses::isEmail));
        put(address, "additionalAddressInfo", additional(shop, street.get(), city.get()));
        ArrayNode phones = JsonHttp.JSON.createArrayNode();
        phone(phones, "MOBILE", Texts.field(shop, "mobile"));
        phone(phones, "PHONE", Texts.field(shop, "phone"));
        if (!phones.isEmpty()) {
            address.set("phoneNumbers", phones);
        }
        return Optional.of(address);
    }

    static boolean isEmail(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    }

    private static Optional<String> additional(JsonNode shop, String street, String city) {
        String parts = Stream.of(
                        "additionalStreetInfo",
                        "building",
                        "apartment",
                        "department",
                        "pOBox",
                        "region",
                        "additionalAddressInfo")
                .flatMap(field -> Texts.field(shop, field).stream())
                .filter(text -> !text.equals(street) && !text.equals(city))
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(parts).filter(text -> !text.isEmpty());
    }

    private static void phone(ArrayNode phones, String type, Optional<String> number) {
        number.ifPresent(value -> phones.addObject().put("type", type).put("value", value));
    }

    private static void put(ObjectNode target, String field, Optional<String> value) {
        value.ifPresent(text -> target.put(field, text));
    }
}
