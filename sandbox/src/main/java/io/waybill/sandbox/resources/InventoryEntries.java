package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.Unique;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inventory entries: the stock of one SKU at one supply channel (or at none). Quantities are whole units. */
public final class InventoryEntries implements Resource {

    private static final String ON_STOCK = "quantityOnStock";
    private static final String AVAILABLE = "availableQuantity";

    private final Map<String, UpdateAction> actions = new Actions()
            .add("addQuantity", (change, action) -> add(change, action.integer("quantity")))
            .add("removeQuantity", (change, action) -> add(change, Math.negateExact(action.integer("quantity"))))
            .add(
                    "changeQuantity",
                    (change, action) -> add(
                            change,
                            action.integer("quantity")
                                    - change.document().path(ON_STOCK).asLong()))
            .setInteger("setRestockableInDays", "restockableInDays")
            .set("setExpectedDelivery", "expectedDelivery", (write, action) -> {
                String instant = action.optionalInstant("expectedDelivery");
                return instant == null ? null : Json.object().textNode(instant);
            })
            .set("setSupplyChannel", "supplyChannel", (write, action) -> supplyChannel(write, action))
            .setKey()
            .add("setInventoryLimits", (change, action) -> {
                limit(change.document(), action, "minCartQuantity");
                limit(change.document(), action, "maxCartQuantity");
            })
            .add("setReorderPoint", (change, action) -> stockLevel(change, action, "reorderPoint"))
            .add("setSafetyStock", (change, action) -> stockLevel(change, action, "safetyStock"))
            .setInteger("setReservationExpirationInMinutes", "reservationExpirationInMinutes")
            .custom("inventory-entry")
            .all();

    @Override
    public String path() {
        return "inventory";
    }

    @Override
    public String typeId() {
        return "inventory-entry";
    }

    @Override
    public String scopeArea() {
        return "products";
    }

    @Override
    public Set<String> fields() {
        return Set.of(
                "sku",
                "supplyChannel",
                ON_STOCK,
                AVAILABLE,
                "minCartQuantity",
                "maxCartQuantity",
                "restockableInDays",
                "expectedDelivery",
                "reservationExpirationInMinutes",
                "stockLevels");
    }

    @Override
    public List<Unique> uniques() {
        return List.of(
                Unique.KEY,
                new Unique("supplyChannel", entry -> place(entry.path("sku").asText(), entry.path("supplyChannel"))));
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode entry = Json.object();
        String key = draft.optionalKey("key");
        if (key != null) {
            entry.put("key", key);
        }
        entry.put("sku", draft.text("sku"));
        Json.put(entry, "supplyChannel", supplyChannel(write, draft));
        long quantity = draft.integer(ON_STOCK);
        entry.put(ON_STOCK, quantity).put(AVAILABLE, quantity);
        for (String field :
                List.of("minCartQuantity", "maxCartQuantity", "restockableInDays", "reservationExpirationInMinutes")) {
            limit(entry, draft, field);
        }
        String expected = draft.optionalInstant("expectedDelivery");
        if (expected != null) {
            entry.put("expectedDelivery", expected);
        }
        CustomFields.copy(write, draft, entry, "inventory-entry");
        return entry;
    }

    @Override
    public @Nullable String creationMessage() {
        return "InventoryEntryCreated";
    }

    @Override
    public String messageField() {
        return "inventoryEntry";
    }

    @Override
    public void deleted(Change change) {
        change.message("InventoryEntryDeleted", message -> {
            message.set("sku", change.document().get("sku"));
            Json.put(message, "supplyChannel", change.document().get("supplyChannel"));
        });
    }

    /** The entry of a SKU at a supply channel (a reference, or missing for the entry without one), or null. */
    public static @Nullable ObjectNode find(Write write, String sku, JsonNode supplyChannel) {
        return write.findBy("inventory-entry", "supplyChannel", place(sku, supplyChannel));
    }

    /** Takes units off an entry as an ordered line item does: without a message. */
    public void take(Write write, ObjectNode entry, long quantity) {
        ObjectNode next = entry.deepCopy();
        next.put(ON_STOCK, entry.path(ON_STOCK).asLong() - quantity);
        next.put(AVAILABLE, entry.path(AVAILABLE).asLong() - quantity);
        write.adjust(this, next);
    }

    private static String place(String sku, JsonNode supplyChannel) {
        return sku + " @ " + supplyChannel.path("id").asText();
    }

    private static void add(Change change, long difference) {
        ObjectNode entry = change.document();
        long oldOnStock = entry.path(ON_STOCK).asLong();
        long oldAvailable = entry.path(AVAILABLE).asLong();
        entry.put(ON_STOCK, Math.addExact(oldOnStock, difference));
        entry.put(AVAILABLE, Math.addExact(oldAvailable, difference));
        change.message("InventoryEntryQuantitySet", message -> {
            message.put("oldQuantityOnStock", oldOnStock).put("newQuantityOnStock", oldOnStock + difference);
            message.put("oldAvailableQuantity", oldAvailable).put("newAvailableQuantity", oldAvailable + difference);
            Json.put(message, "supplyChannel", entry.get("supplyChannel"));
        });
        if (oldAvailable > 0 && oldAvailable + difference <= 0) {
            change.message("InventoryEntryOutOfStock", message -> {
                message.set("sku", entry.get("sku"));
                Json.put(message, "supplyChannel", entry.get("supplyChannel"));
            });
        }
    }

    private static void limit(ObjectNode entry, Input holder, String field) {
        Long limit = holder.optionalInteger(field);
        if (limit != null && limit < 0) {
            throw Rejection.invalidInput("Field '" + field + "' must not be negative.");
        }
        Json.put(entry, field, limit == null ? null : entry.numberNode(limit.longValue()));
    }

    private static void stockLevel(Change change, Input action, String field) {
        ObjectNode levels = change.document().withObjectProperty("stockLevels");
        limit(levels, action, field);
        if (levels.isEmpty()) {
            change.document().remove("stockLevels");
        }
    }

    private static @Nullable ObjectNode supplyChannel(Write write, Input holder) {
        return References.optional(write, holder, "supplyChannel", "channel");
    }
}
