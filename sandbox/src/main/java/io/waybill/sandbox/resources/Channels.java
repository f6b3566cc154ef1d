package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Addresses;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Channels: a store or warehouse by its roles. They have no messages, only changes. */
public final class Channels implements Resource {

    private static final Set<String> ROLES =
            Set.of("InventorySupply", "ProductDistribution", "OrderExport", "OrderImport", "Primary");

    private final Map<String, UpdateAction> actions = new Actions()
            .changeKey()
            .changeLocalized("changeName", "name")
            .changeLocalized("changeDescription", "description")
            .set("setRoles", "roles", (write, action) -> roles(action))
            .add("addRoles", (change, action) -> addRoles(change, roles(action)))
            .add("removeRoles", (change, action) -> removeRoles(change, roles(action)))
            .set("setAddress", "address", (write, action) -> Addresses.optional(write, action, "address"))
            .add(
                    "setAddressCustomType",
                    (change, action) -> CustomFields.setType(change.write(), address(change), "address", action))
            .add(
                    "setAddressCustomField",
                    (change, action) -> CustomFields.setField(change.write(), address(change), action))
            .set("setGeoLocation", "geoLocation", (write, action) -> geoLocation(action))
            .custom("channel")
            .all();

    @Override
    public String path() {
        return "channels";
    }

    @Override
    public String typeId() {
        return "channel";
    }

    @Override
    public String scopeArea() {
        return "products";
    }

    @Override
    public Set<String> fields() {
        return Set.of("roles", "name", "description", "address", "geoLocation", "reviewRatingStatistics");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode channel = Json.object().put("key", draft.key("key"));
        channel.set("roles", draft.has("roles") ? roles(draft) : Json.texts(List.of("InventorySupply")));
        Json.put(channel, "name", Localized.optional(draft, "name"));
        Json.put(channel, "description", Localized.optional(draft, "description"));
        Json.put(channel, "address", Addresses.optional(write, draft, "address"));
        Json.put(channel, "geoLocation", geoLocation(draft));
        CustomFields.copy(write, draft, channel, "channel");
        return channel;
    }

    private static ArrayNode roles(Input holder) {
        Set<String> roles = new LinkedHashSet<>(holder.texts("roles"));
        for (String role : roles) {
            if (!ROLES.contains(role)) {
                throw holder.wrong("roles", "channel roles but found '" + role + "'");
            }
        }
        return Json.texts(roles);
    }

    private static void addRoles(Change change, ArrayNode added) {
        ArrayNode roles = change.document().withArrayProperty("roles");
        for (JsonNode role : added) {
            if (!holds(roles, role)) {
                roles.add(role);
            }
        }
    }

    private static void removeRoles(Change change, ArrayNode removed) {
        ArrayNode kept = Json.array();
        for (JsonNode role : change.document().path("roles")) {
            if (!holds(removed, role)) {
                kept.add(role);
            }
        }
        change.document().set("roles", kept);
    }

    private static boolean holds(ArrayNode roles, JsonNode wanted) {
        for (JsonNode role : roles) {
            if (role.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode address(Change change) {
        ObjectNode address = Json.child(change.document(), "address");
        if (address == null) {
            throw Rejection.invalidOperation("The channel has no address.");
        }
        return address;
    }

    /** GeoJSON: a Point with longitude first, then latitude, in degrees. */
    private static @Nullable ObjectNode geoLocation(Input holder) {
        Input location = holder.optionalObject("geoLocation");
        if (location == null) {
            return null;
        }
        location.oneOf("type", Set.of("Point"));
        JsonNode coordinates = location.required("coordinates");
        boolean valid = coordinates.size() == 2 && within(coordinates.path(0), 180) && within(coordinates.path(1), 90);
        if (!valid) {
            throw location.wrong("coordinates", "[longitude, latitude] in degrees");
        }
        return location.node().deepCopy();
    }

    private static boolean within(JsonNode degrees, int most) {
        return degrees.isNumber() && Math.abs(degrees.doubleValue()) <= most;
    }
}
