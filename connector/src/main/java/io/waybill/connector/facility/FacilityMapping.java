package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.http.JsonHttp;
import java.util.Optional;

/** What a channel of the shop becomes as a facility. Pure. */
public final class FacilityMapping {
    /** Custom attribute that says the connector, not a person, took the facility off line. */
    static final String TAKEN_OFFLINE = "commercetoolsTakenOffline";

    private static final String ROLE = "InventorySupply";

    private FacilityMapping() {}

    /** Whether goods are supplied from the channel, which is what makes it a facility. */
    public static boolean supplies(JsonNode channel) {
        return channel.path("roles")
                .valueStream()
                .anyMatch(role -> role.asText("").equals(ROLE));
    }

    /** The facility to create. What the platform demands and the shop does not know gets a visible placeholder. */
    public static ObjectNode create(JsonNode channel, JsonNode project) {
        ObjectNode facility = JsonHttp.JSON
                .createObjectNode()
                .put("name", name(channel, project))
                .put("type", "MANAGED_FACILITY")
                .put("locationType", "STORE")
                .put("tenantFacilityId", channel.path("key").asText())
                .put("status", "ONLINE");
        ObjectNode address = facility.putObject("address")
                .put("street", "not set")
                .put("houseNumber", "0")
                .put("postalCode", "00000")
                .put("city", "not set")
                .put("country", project.path("countries").path(0).asText("DE"))
                .put(
                        "companyName",
                        text(project, "name").orElse(project.path("key").asText("not set")));
        address.setAll(knownAddress(channel));
        facility.putArray("services").addObject().put("type", "SHIP_FROM_STORE");
        facility.withArray("services").addObject().put("type", "PICKUP");
        facility.putObject("customAttributes")
                .put("commercetoolsId", channel.path("id").asText());
        return facility;
    }

    /**
     * The change that brings the facility in line with a channel that supplies goods; empty when there is none. What
     * the channel does not say stays as it is, so an address that somebody corrected is not lost.
     */
    public static Optional<ObjectNode> update(Facility facility, JsonNode channel, JsonNode project) {
        ObjectNode changes = JsonHttp.JSON.createObjectNode();
        String name = name(channel, project);
        if (!name.equals(facility.name())) {
            changes.put("name", name);
        }
        JsonNode present = facility.json().path("address");
        ObjectNode address = present.isObject() ? ((ObjectNode) present).deepCopy() : JsonHttp.JSON.createObjectNode();
        ObjectNode known = knownAddress(channel);
        known.properties().forEach(each -> {
            if (!each.getValue().equals(present.path(each.getKey()))) {
                address.set(each.getKey(), each.getValue());
                changes.set("address", address);
            }
        });
        if (facility.status().equals("OFFLINE") && takenOffline(facility)) {
            changes.put("status", "ONLINE");
            changes.set("customAttributes", attributes(facility, channel, false));
        } else if (!facility.json().path("customAttributes").has("commercetoolsId")) {
            changes.set("customAttributes", attributes(facility, channel, false));
        }
        return finished(facility, changes);
    }

    /** The change that takes the facility off line; empty when it is already, for whatever reason. */
    public static Optional<ObjectNode> takeOffline(Facility facility, JsonNode channel) {
        if (facility.status().equals("OFFLINE")) {
            return Optional.empty();
        }
        ObjectNode changes = JsonHttp.JSON.createObjectNode().put("status", "OFFLINE");
        changes.set("customAttributes", attributes(facility, channel, true));
        return finished(facility, changes);
    }

    private static Optional<ObjectNode> finished(Facility facility, ObjectNode changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        changes.put("version", facility.version());
        changes.put("type", facility.json().path("type").asText("MANAGED_FACILITY"));
        return Optional.of(changes);
    }

    private static boolean takenOffline(Facility facility) {
        return facility.json().path("customAttributes").path(TAKEN_OFFLINE).asBoolean(false);
    }

    private static ObjectNode attributes(Facility facility, JsonNode channel, boolean takenOffline) {
        JsonNode present = facility.json().path("customAttributes");
        ObjectNode attributes =
                present.isObject() ? ((ObjectNode) present).deepCopy() : JsonHttp.JSON.createObjectNode();
        text(channel, "id").ifPresent(id -> attributes.put("commercetoolsId", id));
        attributes.put(TAKEN_OFFLINE, takenOffline);
        return attributes;
    }

    private static String name(JsonNode channel, JsonNode project) {
        return project.path("languages")
                .valueStream()
                .flatMap(language -> text(channel.path("name"), language.asText("")).stream())
                .findFirst()
                .or(() -> channel.path("name").properties().stream()
                        .flatMap(each -> text(channel.path("name"), each.getKey()).stream())
                        .findFirst())
                .orElseGet(() -> channel.path("key").asText());
    }

    /** The parts of the address that the channel really names. */
    private static ObjectNode knownAddress(JsonNode channel) {
        JsonNode shop = channel.path("address");
        ObjectNode address = JsonHttp.JSON.createObjectNode();
        text(shop, "streetName").ifPresent(street -> address.put("street", street));
        text(shop, "streetNumber").ifPresent(number -> address.put("houseNumber", number));
        text(shop, "postalCode").ifPresent(code -> address.put("postalCode", code.replaceAll("\\s", "")));
        text(shop, "city").ifPresent(city -> address.put("city", city));
        text(shop, "state").or(() -> text(shop, "region")).ifPresent(state -> address.put("province", state));
        text(shop, "country").ifPresent(country -> address.put("country", country));
        text(shop, "company").ifPresent(company -> address.put("companyName", company));
        text(shop, "additionalAddressInfo").ifPresent(info -> address.put("additionalAddressInfo", info));
        text(shop, "phone")
                .or(() -> text(shop, "mobile"))
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

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = field.isEmpty() ? MissingNode.getInstance() : node.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue().trim())
                : Optional.empty();
    }
}
