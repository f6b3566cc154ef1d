package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.Money;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shipping methods with their rates per zone. */
public final class ShippingMethods implements Resource {

    private final Map<String, UpdateAction> actions = new Actions()
            .set("changeName", "name", (write, action) -> Json.object().textNode(action.text("name")))
            .setKey()
            .setText("setDescription", "description")
            .setLocalized("setLocalizedName", "localizedName")
            .setLocalized("setLocalizedDescription", "localizedDescription")
            .setText("setPredicate", "predicate")
            .set("changeIsDefault", "isDefault", (write, action) -> flag(action, "isDefault"))
            .set("changeActive", "active", (write, action) -> flag(action, "active"))
            .set(
                    "changeTaxCategory",
                    "taxCategory",
                    (write, action) -> References.required(write, action, "taxCategory", "tax-category"))
            .add("addZone", (change, action) -> addZone(change, zone(change, action)))
            .add("removeZone", (change, action) -> removeZone(change, zone(change, action)))
            .add(
                    "addShippingRate",
                    (change, action) -> addZone(change, zone(change, action)).add(rate(action.object("shippingRate"))))
            .add("removeShippingRate", (change, action) -> removeRate(change, action))
            .custom("shipping-method")
            .all();

    @Override
    public String path() {
        return "shipping-methods";
    }

    @Override
    public String typeId() {
        return "shipping-method";
    }

    @Override
    public String scopeArea() {
        return "shipping_methods";
    }

    @Override
    public Set<String> fields() {
        return Set.of(
                "name",
                "localizedName",
                "description",
                "localizedDescription",
                "taxCategory",
                "zoneRates",
                "active",
                "isDefault",
                "predicate");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode method = Json.object().put("name", draft.text("name"));
        Json.put(method, "key", method.textNode(draft.optionalKey("key")));
        Json.put(method, "description", draft.value("description"));
        Json.put(method, "localizedName", Localized.optional(draft, "localizedName"));
        Json.put(method, "localizedDescription", Localized.optional(draft, "localizedDescription"));
        method.set("taxCategory", References.required(write, draft, "taxCategory", "tax-category"));
        draft.required("zoneRates");
        ArrayNode zoneRates = method.putArray("zoneRates");
        for (Input zoneRate : draft.optionalObjects("zoneRates")) {
            ObjectNode entry = zoneRates.addObject();
            entry.set("zone", References.required(write, zoneRate, "zone", "zone"));
            ArrayNode rates = entry.putArray("shippingRates");
            zoneRate.optionalObjects("shippingRates").forEach(rate -> rates.add(rate(rate)));
        }
        method.put("active", draft.flag("active", true));
        method.set("isDefault", flag(draft, "isDefault"));
        Json.put(method, "predicate", draft.value("predicate"));
        CustomFields.copy(write, draft, method, "shipping-method");
        return method;
    }

    /** A shipping rate {@code {price, freeAbove?, tiers}}, complete. */
    public static ObjectNode rate(Input draft) {
        ObjectNode rate = Json.object();
        rate.set("price", Money.of(draft.object("price")));
        Input freeAbove = draft.optionalObject("freeAbove");
        Json.put(rate, "freeAbove", freeAbove == null ? null : Money.of(freeAbove));
        ArrayNode tiers = rate.putArray("tiers");
        draft.optionalObjects("tiers").forEach(tier -> tiers.add(tier.node().deepCopy()));
        return rate;
    }

    private static JsonNode flag(Input holder, String name) {
        holder.required(name);
        return Json.object().booleanNode(holder.flag(name, false));
    }

    private static ObjectNode zone(Change change, Input action) {
        return References.required(change.write(), action, "zone", "zone");
    }

    private static ArrayNode addZone(Change change, ObjectNode zone) {
        ArrayNode rates = rates(change, zone);
        if (rates != null) {
            return rates;
        }
        ObjectNode entry = change.document().withArrayProperty("zoneRates").addObject();
        entry.set("zone", zone);
        return entry.putArray("shippingRates");
    }

    private static void removeZone(Change change, ObjectNode zone) {
        ArrayNode kept = Json.array();
        for (JsonNode entry : change.document().path("zoneRates")) {
            if (!entry.path("zone").equals(zone)) {
                kept.add(entry);
            }
        }
        change.document().set("zoneRates", kept);
    }

    private static void removeRate(Change change, Input action) {
        ArrayNode rates = rates(change, zone(change, action));
        ObjectNode rate = rate(action.object("shippingRate"));
        if (rates != null) {
            for (int i = 0; i < rates.size(); i++) {
                if (rates.get(i).equals(rate)) {
                    rates.remove(i);
                    return;
                }
            }
        }
        throw Rejection.invalidOperation("The shipping method has no such rate for this zone.");
    }

    private static @Nullable ArrayNode rates(Change change, ObjectNode zone) {
        for (JsonNode entry : change.document().path("zoneRates")) {
            if (entry.path("zone").equals(zone)) {
                return ((ObjectNode) entry).withArrayProperty("shippingRates");
            }
        }
        return null;
    }
}
