package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.Optional;

/** The address of a channel as that of a facility. Pure. */
final class FacilityAddress {
    private FacilityAddress() {}

    /** A whole address: what the platform demands and the shop does not know gets a visible placeholder. */
    static ObjectNode complete(JsonNode channel, JsonNode project) {
        ObjectNode address = JsonHttp.JSON
                .createObjectNode()
                .put("street", "not set")
                .put("houseNumber", "0")
                .put("postalCode", "00000")
                .put("city", "not set")
                .put("country", project.path("countries").path(0).asText("DE"))
                .put(
                        "companyName",
                        ShopTexts.text(project, "name")
                                .orElse(project.path("key").asText("not set")));
        address.setAll(known(channel));
        return address;
    }

    /**
     * The facility's address with what the channel names in it; empty when it stands there already. What the channel
     * leaves out stays, so an address that somebody completed by hand is not lost.
     */
    static Optional<ObjectNode> corrected(JsonNode present, JsonNode channel) {
        ObjectNode known = known(channel);
        if (covers(present, known)) {
            return Optional.empty();
        }
        ObjectNode address = present.isObject() ? ((ObjectNode) present).deepCopy() : JsonHttp.JSON.createObjectNode();
        boolean moved = !covers(present, known.deepCopy().without("resolvedCoordinates"));
        if (moved && !known.has("resolvedCoordinates")) {
            // They belong to the old address; the platform finds those of the new one.
            address.remove("resolvedCoordinates");
        }
        address.setAll(known);
        return Optional.of(address);
    }

    /** The parts of the address that the channel really names. */
    private static ObjectNode known(JsonNode channel) {
        JsonNode shop = channel.path("address");
        ObjectNode address = JsonHttp.JSON.createObjectNode();
        put(address, "street", ShopTexts.text(shop, "streetName"));
        put(address, "houseNumber", ShopTexts.text(shop, "streetNumber"));
        put(address, "postalCode", ShopTexts.text(shop, "postalCode").map(code -> code.replaceAll("\\s", "")));
        put(address, "city", ShopTexts.text(shop, "city"));
        put(address, "province", ShopTexts.text(shop, "state").or(() -> ShopTexts.text(shop, "region")));
        put(address, "country", ShopTexts.text(shop, "country"));
        put(address, "companyName", ShopTexts.text(shop, "company"));
        put(address, "additionalAddressInfo", ShopTexts.text(shop, "additionalAddressInfo"));
        ShopTexts.text(shop, "phone")
                .or(() -> ShopTexts.text(shop, "mobile"))
                .ifPresent(phone -> address.putArray("phoneNumbers")
                        .addObject()
                        .put("type", "PHONE")
                        .put("value", phone));
        JsonNode point = channel.path("geoLocation").path("coordinates");
        if (point.path(0).isNumber() && point.path(1).isNumber()) {
            // GeoJSON names the longitude first.
            ObjectNode coordinates = address.putObject("resolvedCoordinates");
            coordinates.set("lat", point.path(1));
            coordinates.set("lon", point.path(0));
        }
        return address;
    }

    private static void put(ObjectNode address, String field, Optional<String> value) {
        value.ifPresent(text -> address.put(field, text));
    }

    /** Whether everything wanted is there; the platform may have added to it, and writes numbers its own way. */
    private static boolean covers(JsonNode present, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(each -> covers(present.path(each.getKey()), each.getValue()));
        }
        if (wanted.isArray()) {
            return present.size() == wanted.size()
                    && java.util.stream.IntStream.range(0, wanted.size())
                            .allMatch(i -> covers(present.path(i), wanted.path(i)));
        }
        return wanted.isNumber() && present.isNumber()
                ? wanted.decimalValue().compareTo(present.decimalValue()) == 0
                : wanted.equals(present);
    }
}
