package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Facility;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.Optional;

/** What a channel of the shop becomes as a facility. Pure. */
final class FacilityMapping {
    /** Custom attribute: the connector, not a person, took the facility off line. */
    static final String TAKEN_OFFLINE = "commercetoolsTakenOffline";

    private static final String STATUS_BEFORE = "commercetoolsStatusBefore";
    private static final String CHANNEL = "commercetoolsId";
    private static final String PROJECT = "commercetoolsProject";
    private static final String ROLE = "InventorySupply";

    private FacilityMapping() {}

    /** Whether goods are supplied from the channel, which is what makes it a facility. */
    static boolean supplies(JsonNode channel) {
        return channel.path("roles")
                .valueStream()
                .anyMatch(role -> role.asText("").equals(ROLE));
    }

    /** Whether the facility stands for a channel of that project. */
    static boolean standsForChannelOf(Facility facility, String projectKey) {
        JsonNode attributes = facility.json().path("customAttributes");
        return attributes.hasNonNull(CHANNEL)
                && attributes.path(PROJECT).asText("").equals(projectKey);
    }

    /** The facility to create: on line, a store that ships and hands out, unless the channel says otherwise. */
    static ObjectNode create(JsonNode channel, ChannelDetails details, JsonNode project) {
        ObjectNode facility = JsonHttp.JSON
                .createObjectNode()
                .put("name", name(channel, project))
                .put("type", "MANAGED_FACILITY")
                .put("locationType", details.locationType().orElse("STORE"))
                .put("tenantFacilityId", channel.path("key").asText())
                .put("status", "ONLINE");
        facility.set("address", FacilityAddress.complete(channel, project));
        facility.set("services", services(details.services().orElse(List.of("SHIP_FROM_STORE", "PICKUP"))));
        details.pickingTimes().ifPresent(times -> facility.set("pickingTimes", times.json(MissingNode.getInstance())));
        ObjectNode attributes = facility.putObject("customAttributes");
        identify(attributes, channel, project);
        return facility;
    }

    /**
     * The change that brings the facility in line with a channel that supplies goods; empty when there is none. What
     * the channel does not say stays as it is.
     */
    static Optional<ObjectNode> update(Facility facility, JsonNode channel, ChannelDetails details, JsonNode project) {
        ObjectNode changes = JsonHttp.JSON.createObjectNode();
        String name = name(channel, project);
        if (!name.equals(facility.name())) {
            changes.put("name", name);
        }
        FacilityAddress.corrected(facility.json().path("address"), channel)
                .ifPresent(address -> changes.set("address", address));
        details.locationType()
                .filter(type ->
                        !type.equals(facility.json().path("locationType").asText("STORE")))
                .ifPresent(type -> changes.put("locationType", type));
        details.services()
                .filter(wanted -> !wanted.equals(present(facility)))
                .ifPresent(wanted -> changes.set("services", services(wanted)));
        JsonNode pickingTimes = facility.json().path("pickingTimes");
        details.pickingTimes()
                .filter(wanted -> !wanted.sameAs(pickingTimes))
                .ifPresent(wanted -> changes.set("pickingTimes", wanted.json(pickingTimes)));

        ObjectNode attributes = attributes(facility);
        identify(attributes, channel, project);
        if (attributes.path(TAKEN_OFFLINE).asBoolean(false)) {
            if (facility.status().equals("OFFLINE")) {
                changes.put("status", attributes.path(STATUS_BEFORE).asText("ONLINE"));
            }
            attributes.put(TAKEN_OFFLINE, false).remove(STATUS_BEFORE);
        }
        return finished(facility, changes, attributes);
    }

    /** The change that takes the facility off line; empty when it is already, for whatever reason. */
    static Optional<ObjectNode> takeOffline(Facility facility) {
        if (facility.status().equals("OFFLINE")) {
            return Optional.empty();
        }
        ObjectNode attributes = attributes(facility);
        attributes.put(TAKEN_OFFLINE, true).remove(STATUS_BEFORE);
        if (facility.status().equals("SUSPENDED")) {
            attributes.put(STATUS_BEFORE, facility.status());
        }
        return finished(facility, JsonHttp.JSON.createObjectNode().put("status", "OFFLINE"), attributes);
    }

    private static Optional<ObjectNode> finished(Facility facility, ObjectNode changes, ObjectNode attributes) {
        if (!attributes.equals(attributes(facility))) {
            changes.set("customAttributes", attributes);
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        changes.put("version", facility.version());
        changes.put("type", facility.json().path("type").asText("MANAGED_FACILITY"));
        return Optional.of(changes);
    }

    private static ObjectNode attributes(Facility facility) {
        JsonNode present = facility.json().path("customAttributes");
        return present.isObject() ? ((ObjectNode) present).deepCopy() : JsonHttp.JSON.createObjectNode();
    }

    /** A channel that was deleted and made again has another id; two projects may share one platform. */
    private static void identify(ObjectNode attributes, JsonNode channel, JsonNode project) {
        ShopTexts.text(channel, "id").ifPresent(id -> attributes.put(CHANNEL, id));
        ShopTexts.text(project, "key").ifPresent(key -> attributes.put(PROJECT, key));
    }

    private static ArrayNode services(List<String> types) {
        ArrayNode services = JsonHttp.JSON.createArrayNode();
        types.forEach(type -> services.addObject().put("type", type));
        return services;
    }

    private static List<String> present(Facility facility) {
        return facility.json()
                .path("services")
                .valueStream()
                .map(service -> service.path("type").asText(""))
                .distinct()
                .sorted()
                .toList();
    }

    private static String name(JsonNode channel, JsonNode project) {
        return ShopTexts.inProjectLanguage(channel.path("name"), project)
                .orElseGet(() -> channel.path("key").asText());
    }
}
