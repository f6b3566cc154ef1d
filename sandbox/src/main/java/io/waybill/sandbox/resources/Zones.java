package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.util.Map;
import java.util.Set;

/** Shipping zones, as far as shipping methods refer to them. */
public final class Zones implements Resource {

    private final Map<String, UpdateAction> actions = new Actions()
            .set("changeName", "name", (write, action) -> Json.object().textNode(action.text("name")))
            .setKey()
            .setText("setDescription", "description")
            .add("addLocation", (change, action) -> {
                ObjectNode location = location(action.object("location"));
                removeLocation(change, location);
                change.document().withArrayProperty("locations").add(location);
            })
            .add("removeLocation", (change, action) -> removeLocation(change, location(action.object("location"))))
            .all();

    @Override
    public String path() {
        return "zones";
    }

    @Override
    public String typeId() {
        return "zone";
    }

    @Override
    public String scopeArea() {
        return "shipping_methods";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "description", "locations");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode zone = Json.object().put("name", draft.text("name"));
        Json.put(zone, "key", zone.textNode(draft.optionalKey("key")));
        Json.put(zone, "description", draft.value("description"));
        ArrayNode locations = zone.putArray("locations");
        draft.optionalObjects("locations").forEach(location -> locations.add(location(location)));
        return zone;
    }

    private static ObjectNode location(Input draft) {
        ObjectNode location = Json.object().put("country", draft.text("country"));
        String state = draft.optionalText("state");
        return state == null ? location : location.put("state", state);
    }

    private static void removeLocation(Change change, ObjectNode location) {
        ArrayNode locations = change.document().withArrayProperty("locations");
        for (int i = locations.size() - 1; i >= 0; i--) {
            if (locations.get(i).equals(location)) {
                locations.remove(i);
            }
        }
    }
}
