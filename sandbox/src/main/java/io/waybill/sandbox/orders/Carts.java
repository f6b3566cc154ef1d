package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Addresses;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
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

/**
 * Carts, as far as an order needs one. There is no catalogue here, so every line item names its SKU and an external
 * price.
 */
public final class Carts implements Resource {

    private final Map<String, UpdateAction> actions = new Actions()
            .setKey()
            .add("addLineItem", (change, action) -> {
                ObjectNode item = lineItem(change.write(), change.document(), action);
                change.document().withArrayProperty("lineItems").add(item);
                total(change.document());
            })
            .add("removeLineItem", (change, action) -> {
                ObjectNode item = OrderParts.lineItem(change.document(), action);
                OrderParts.remove(change.document().withArrayProperty("lineItems"), item);
                total(change.document());
            })
            .set(
                    "setShippingAddress",
                    "shippingAddress",
                    (write, action) -> Addresses.optional(write, action, "address"))
            .set("setBillingAddress", "billingAddress", (write, action) -> Addresses.optional(write, action, "address"))
            .add("setShippingMethod", Carts::setShippingMethod)
            .set(
                    "setCustomerEmail",
                    "customerEmail",
                    (write, action) -> Json.object().textNode(action.optionalText("email")))
            .setText("setLocale", "locale")
            .custom("order")
            .all();

    @Override
    public String path() {
        return "carts";
    }

    @Override
    public String typeId() {
        return "cart";
    }

    @Override
    public String scopeArea() {
        return "orders";
    }

    @Override
    public Set<String> fields() {
        return Set.of(
                "cartState",
                "customerId",
                "customerEmail",
                "anonymousId",
                "store",
                "country",
                "locale",
                "lineItems",
                "customLineItems",
                "totalPrice",
                "shippingAddress",
                "billingAddress",
                "shippingInfo",
                "inventoryMode");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode cart = Json.object().put("cartState", "Active");
        Json.put(cart, "key", cart.textNode(draft.optionalKey("key")));
        cart.set("totalPrice", Money.ofCents(draft.text("currency"), 0));
        for (String field : new String[] {"customerId", "customerEmail", "anonymousId", "country", "locale"}) {
            Json.put(cart, field, cart.textNode(draft.optionalText(field)));
        }
        Json.put(cart, "store", References.keyReference(write, draft, "store", "store"));
        cart.put("inventoryMode", LineItems.choice(draft, "inventoryMode", OrderDrafts.INVENTORY_MODES, "None"));
        cart.put("taxMode", LineItems.choice(draft, "taxMode", Set.of("Platform", "External", "Disabled"), "Platform"));
        cart.put("taxRoundingMode", "HalfEven").put("taxCalculationMode", "LineItemLevel");
        cart.put("origin", "Customer").put("shippingMode", "Single");
        cart.putArray("shipping");
        Json.put(cart, "shippingAddress", Addresses.optional(write, draft, "shippingAddress"));
        Json.put(cart, "billingAddress", Addresses.optional(write, draft, "billingAddress"));
        ArrayNode addresses = cart.putArray("itemShippingAddresses");
        draft.optionalObjects("itemShippingAddresses").forEach(a -> addresses.add(Addresses.of(write, a)));
        ArrayNode items = cart.putArray("lineItems");
        draft.optionalObjects("lineItems").forEach(item -> items.add(lineItem(write, cart, item)));
        ArrayNode customItems = cart.putArray("customLineItems");
        draft.optionalObjects("customLineItems")
                .forEach(item -> customItems.add(LineItems.customLineItem(write, cart, item)));
        cart.putArray("discountCodes");
        cart.putArray("directDiscounts");
        cart.putArray("refusedGifts");
        CustomFields.copy(write, draft, cart, "order");
        total(cart);
        if (draft.has("shippingMethod")) {
            shippingInfo(cart, write, draft);
        }
        return cart;
    }

    void demandOrderable(ObjectNode cart) {
        if (!"Active".equals(Json.text(cart, "cartState"))) {
            throw Rejection.invalidOperation("The cart is already ordered.");
        }
        if (cart.path("lineItems").isEmpty() && cart.path("customLineItems").isEmpty()) {
            throw Rejection.invalidOperation("The cart has no line items.");
        }
        if (!cart.has("shippingAddress")) {
            throw Rejection.invalidOperation("The shipping address is not set.");
        }
    }

    void ordered(Write write, ObjectNode cart) {
        write.adjust(this, cart.deepCopy().put("cartState", "Ordered"));
    }

    /** A cart's line item draft said in the words of an order import's. */
    private static ObjectNode lineItem(Write write, ObjectNode cart, Input draft) {
        String sku = draft.text("sku");
        Input price = draft.optionalObject("externalPrice");
        if (price == null) {
            throw Rejection.matchingPriceNotFound(sku);
        }
        ObjectNode wide = draft.node().deepCopy();
        wide.putObject("name").put("en", sku);
        wide.putObject("variant").put("sku", sku);
        wide.putObject("price").set("value", price.node());
        wide.put("priceMode", "ExternalPrice");
        if (!draft.has("quantity")) {
            wide.put("quantity", 1);
        }
        return LineItems.lineItem(write, cart, Input.body(wide));
    }

    private static void total(ObjectNode cart) {
        String currency = cart.path("totalPrice").path("currencyCode").asText();
        long sum = cart.path("shippingInfo").path("price").path("centAmount").asLong();
        for (String items : new String[] {"lineItems", "customLineItems"}) {
            for (JsonNode item : cart.path(items)) {
                JsonNode price = item.path("totalPrice");
                if (!price.path("currencyCode").asText().equals(currency)) {
                    throw Rejection.invalidInput("All prices of the cart must be in " + currency + ".");
                }
                sum += price.path("centAmount").asLong();
            }
        }
        cart.set("totalPrice", Money.ofCents(currency, sum));
    }

    private static void setShippingMethod(Change change, Input action) {
        if (action.has("shippingMethod")) {
            shippingInfo(change.document(), change.write(), action);
        } else {
            change.document().remove("shippingInfo");
            total(change.document());
        }
    }

    /** The first rate in the cart's currency of any zone: zones are not matched with addresses. */
    private static void shippingInfo(ObjectNode cart, Write write, Input holder) {
        ObjectNode reference = References.required(write, holder, "shippingMethod", "shipping-method");
        ObjectNode method = References.target(write, reference);
        String currency = cart.path("totalPrice").path("currencyCode").asText();
        for (JsonNode zoneRate : method.path("zoneRates")) {
            for (JsonNode rate : zoneRate.path("shippingRates")) {
                if (rate.path("price").path("currencyCode").asText().equals(currency)) {
                    ObjectNode info = cart.putObject("shippingInfo");
                    info.set("shippingMethodName", method.get("name"));
                    info.set("price", rate.get("price"));
                    info.set("shippingRate", rate);
                    info.set("taxCategory", method.get("taxCategory"));
                    info.set("shippingMethod", reference);
                    info.putArray("deliveries");
                    info.put("shippingMethodState", "MatchesCart");
                    total(cart);
                    return;
                }
            }
        }
        throw Rejection.invalidOperation("The shipping method has no rate in " + currency + ".");
    }
}
