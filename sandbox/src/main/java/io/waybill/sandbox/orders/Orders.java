package io.waybill.sandbox.orders;

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
import io.waybill.sandbox.resources.InventoryEntries;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders: from carts, by import, or from the sandbox's own draft. */
public final class Orders implements Resource {

    /** What an order takes over from its cart. */
    private static final List<String> FROM_CART = List.of(
            "customerId",
            "customerEmail",
            "anonymousId",
            "store",
            "businessUnit",
            "country",
            "locale",
            "totalPrice",
            "taxMode",
            "taxRoundingMode",
            "taxCalculationMode",
            "inventoryMode",
            "origin",
            "shippingMode",
            "shipping",
            "shippingAddress",
            "billingAddress",
            "shippingInfo",
            "itemShippingAddresses",
            "lineItems",
            "customLineItems",
            "discountCodes",
            "directDiscounts",
            "refusedGifts",
            "paymentInfo",
            "custom");

    private final Carts carts;
    private final InventoryEntries inventory;
    private final Map<String, UpdateAction> actions = new Actions()
            .addAll(OrderStateActions.all())
            .addAll(DeliveryActions.all())
            .addAll(ParcelActions.all())
            .addAll(ReturnActions.all())
            .addAll(LineItemActions.all())
            .addAll(OrderDetailActions.all())
            .addAll(OrderAddressActions.all())
            .all();

    public Orders(Carts carts, InventoryEntries inventory) {
        this.carts = carts;
        this.inventory = inventory;
    }

    @Override
    public String path() {
        return "orders";
    }

    @Override
    public String typeId() {
        return "order";
    }

    @Override
    public String scopeArea() {
        return "orders";
    }

    @Override
    public Set<String> fields() {
        return Set.of(
                "orderNumber",
                "purchaseOrderNumber",
                "customerId",
                "customerEmail",
                "customerGroup",
                "anonymousId",
                "businessUnit",
                "store",
                "country",
                "locale",
                "lineItems",
                "customLineItems",
                "totalPrice",
                "taxedPrice",
                "taxedShippingPrice",
                "discountOnTotalPrice",
                "taxMode",
                "taxRoundingMode",
                "taxCalculationMode",
                "inventoryMode",
                "shippingMode",
                "shippingKey",
                "shippingAddress",
                "shippingInfo",
                "shippingCustomFields",
                "shipping",
                "itemShippingAddresses",
                "billingAddress",
                "orderState",
                "shipmentState",
                "paymentState",
                "state",
                "syncInfo",
                "returnInfo",
                "discountCodes",
                "directDiscounts",
                "refusedGifts",
                "paymentInfo",
                "origin",
                "cart",
                "quote",
                "recurringOrder",
                "completedAt");
    }

    @Override
    public List<Unique> uniques() {
        return List.of(Unique.field("orderNumber"));
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    /** {@code POST /orders}: an order from a cart, which counts as ordered from then on. */
    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode cart = cart(write, draft);
        Write.demandVersion(cart, draft.integer("version"));
        carts.demandOrderable(cart);
        ObjectNode order = Json.object();
        for (String field : FROM_CART) {
            Json.put(order, field, cart.get(field));
        }
        order = order.deepCopy();
        order.set("cart", Json.reference("cart", cart.path("id").asText()));
        for (String field : List.of("orderNumber", "purchaseOrderNumber")) {
            Json.put(order, field, order.textNode(draft.optionalText(field)));
        }
        order.put("orderState", LineItems.choice(draft, "orderState", OrderDrafts.ORDER_STATES, "Open"));
        Json.put(
                order,
                "shipmentState",
                order.textNode(draft.optionalOneOf("shipmentState", OrderDrafts.SHIPMENT_STATES)));
        Json.put(
                order, "paymentState", order.textNode(draft.optionalOneOf("paymentState", OrderDrafts.PAYMENT_STATES)));
        Json.put(order, "state", References.optional(write, draft, "state", "state"));
        order.putArray("syncInfo");
        order.putArray("returnInfo");
        if (draft.has("custom")) {
            CustomFields.copy(write, draft, order, "order");
        }
        takeStock(write, order);
        carts.ordered(write, cart);
        return order;
    }

    /** {@code POST /orders/import}. */
    public ObjectNode importOrder(Write write, Input draft) {
        ObjectNode order = OrderDrafts.order(write, draft, false);
        takeStock(write, order);
        return write.create(this, order, "OrderImported");
    }

    /** The sandbox's own way to an order without a cart; it looks as if it came from one. */
    public ObjectNode place(Write write, Input draft) {
        ObjectNode order = OrderDrafts.order(write, draft, true);
        takeStock(write, order);
        return write.create(this, order);
    }

    @Override
    public @Nullable String creationMessage() {
        return "OrderCreated";
    }

    @Override
    public void deleted(Change change) {
        change.message("OrderDeleted", message -> message.set("order", change.document()));
    }

    private static ObjectNode cart(Write write, Input draft) {
        if (draft.has("cart")) {
            return References.target(write, References.required(write, draft, "cart", "cart"));
        }
        String id = draft.text("id");
        ObjectNode cart = write.find("cart", id);
        if (cart == null) {
            throw Rejection.referencedNotFound("cart", id, null);
        }
        return cart;
    }

    /** TrackOnly and ReserveOnOrder take the units off the entry of the line's SKU and supply channel. */
    private void takeStock(Write write, ObjectNode order) {
        List<String> missingItems = new ArrayList<>();
        List<String> missingSkus = new ArrayList<>();
        for (JsonNode item : order.path("lineItems")) {
            String ownMode = Json.text(item, "inventoryMode");
            String mode = ownMode == null ? order.path("inventoryMode").asText() : ownMode;
            String sku = Json.text(item.path("variant"), "sku");
            if (sku == null || mode.isEmpty() || mode.equals("None")) {
                continue;
            }
            ObjectNode entry = InventoryEntries.find(write, sku, item.path("supplyChannel"));
            long quantity = item.path("quantity").asLong();
            boolean reserve = mode.equals("ReserveOnOrder") || mode.equals("ReserveOnCart");
            if (entry == null || (reserve && entry.path("availableQuantity").asLong() < quantity)) {
                if (reserve) {
                    missingItems.add(item.path("id").asText());
                    missingSkus.add(sku);
                }
            } else {
                inventory.take(write, entry, quantity);
            }
        }
        if (!missingItems.isEmpty()) {
            throw Rejection.outOfStock(missingItems, missingSkus);
        }
    }
}
