package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores. The key can not be changed; supply channels need the role InventorySupply, others ProductDistribution. */
public final class Stores implements Resource {

    /** commercetools takes at most 100 channels of each kind. */
    private static final int MOST_CHANNELS = 100;

    private final Map<String, UpdateAction> actions = new Actions()
            .setLocalized("setName", "name")
            .set("setLanguages", "languages", (write, action) -> Json.texts(action.optionalTexts("languages")))
            .set("setCountries", "countries", (write, action) -> countries(action))
            .set(
                    "setDistributionChannels",
                    "distributionChannels",
                    (write, action) -> channels(write, action, "distributionChannels", "ProductDistribution"))
            .add(
                    "addDistributionChannel",
                    (change, action) ->
                            add(change, action, "distributionChannel", "distributionChannels", "ProductDistribution"))
            .add(
                    "removeDistributionChannel",
                    (change, action) -> remove(change, action, "distributionChannel", "distributionChannels"))
            .set(
                    "setSupplyChannels",
                    "supplyChannels",
                    (write, action) -> channels(write, action, "supplyChannels", "InventorySupply"))
            .add(
                    "addSupplyChannel",
                    (change, action) -> add(change, action, "supplyChannel", "supplyChannels", "InventorySupply"))
            .add("removeSupplyChannel", (change, action) -> remove(change, action, "supplyChannel", "supplyChannels"))
            .custom("store")
            .all();

    @Override
    public String path() {
        return "stores";
    }

    @Override
    public String typeId() {
        return "store";
    }

    @Override
    public String scopeArea() {
        return "stores";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "languages", "countries", "distributionChannels", "supplyChannels", "productSelections");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode store = Json.object().put("key", draft.key("key"));
        Json.put(store, "name", Localized.optional(draft, "name"));
        store.set("languages", Json.texts(draft.optionalTexts("languages")));
        store.set("countries", countries(draft));
        store.set("distributionChannels", channels(write, draft, "distributionChannels", "ProductDistribution"));
        store.set("supplyChannels", channels(write, draft, "supplyChannels", "InventorySupply"));
        store.putArray("productSelections");
        CustomFields.copy(write, draft, store, "store");
        return store;
    }

    private static ArrayNode countries(Input holder) {
        ArrayNode countries = Json.array();
        for (Input country : holder.optionalObjects("countries")) {
            countries.addObject().put("code", country.text("code"));
        }
        return countries;
    }

    private static ArrayNode channels(Write write, Input holder, String name, String role) {
        List<Input> identifiers = holder.optionalObjects(name);
        ArrayNode channels = References.resolveAll(write, identifiers, "channel");
        channels.forEach(channel -> demandRole(write, (ObjectNode) channel, role));
        demandFew(channels, name);
        return channels;
    }

    private static void add(Change change, Input action, String member, String field, String role) {
        ObjectNode channel = References.required(change.write(), action, member, "channel");
        demandRole(change.write(), channel, role);
        ArrayNode channels = change.document().withArrayProperty(field);
        if (!References.contains(channels, channel)) {
            channels.add(channel);
        }
        demandFew(channels, field);
    }

    private static void remove(Change change, Input action, String member, String field) {
        ObjectNode channel = References.required(change.write(), action, member, "channel");
        ArrayNode kept = Json.array();
        for (JsonNode candidate : change.document().path(field)) {
            if (!candidate.path("id").equals(channel.path("id"))) {
                kept.add(candidate);
            }
        }
        change.document().set(field, kept);
    }

    private static void demandFew(ArrayNode channels, String field) {
        if (channels.size() > MOST_CHANNELS) {
            throw Rejection.invalidInput("Field '" + field + "' takes at most " + MOST_CHANNELS + " channels.");
        }
    }

    private static void demandRole(Write write, ObjectNode channel, String role) {
        for (JsonNode given : References.target(write, channel).path("roles")) {
            if (given.asText().equals(role)) {
                return;
            }
        }
        throw Rejection.invalidInput(
                "The channel '" + channel.path("id").asText() + "' must have the role " + role + ".");
    }
}
