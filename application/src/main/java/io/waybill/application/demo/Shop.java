package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;

/** The retailer's web shop: takes purchases, confirms and cancels them. Thread-safe. */
final class Shop {
    /** The custom field of a gift; mapped to the platform's tag of the same name. */
    static final String GIFT = "giftwrap";

    /** The custom field with the key of the channel to collect at. */
    static final String COLLECT_AT = "collect-at";

    /** The shop's own order type, to which the connector adds its fields. */
    static final String ORDER_TYPE = "demo-order";

    private final Commercetools shop;

    Shop(Commercetools shop) {
        this.shop = shop;
    }

    /** Imports the purchase as an order that is open, which starts nothing yet. Answers its id. */
    String place(Purchase purchase) {
        return shop.post("/orders/import", draft(purchase)).path("id").asText();
    }

    /** What fulfilment waits for. */
    void confirm(String orderId) {
        changeState(orderId, "Confirmed");
    }

    void cancel(String orderId) {
        changeState(orderId, "Cancelled");
    }

    private void changeState(String orderId, String state) {
        String path = "/orders/" + JsonHttp.encode(orderId);
        Conflicts.resolved(() -> {
            JsonNode order = shop.get(path);
            ObjectNode update = JsonHttp.JSON
                    .createObjectNode()
                    .put("version", order.path("version").asLong());
            update.putArray("actions")
                    .addObject()
                    .put("action", "changeOrderState")
                    .put("orderState", state);
            return shop.post(path, update);
        });
    }

    private static ObjectNode draft(Purchase purchase) {
        boolean collect = purchase.collectAt() != null;
        ObjectNode draft = JsonHttp.JSON
                .createObjectNode()
                .put("orderNumber", purchase.number())
                .put("customerEmail", purchase.customer().email())
                .put("country", purchase.customer().home().country())
                .put("orderState", "Open")
                .put("paymentState", "Paid");
        draft.set("totalPrice", money(purchase.totalCents()));
        draft.set("shippingAddress", address(purchase.customer()));
        draft.set("billingAddress", address(purchase.customer()));
        ArrayNode lines = draft.putArray("lineItems");
        for (Purchase.Line line : purchase.lines()) {
            ObjectNode item = lines.addObject();
            item.putObject("name").put("en", line.article().name());
            item.putObject("variant").put("sku", line.article().sku());
            item.putObject("price").set("value", money(line.article().cents()));
            item.put("quantity", line.quantity());
            if (purchase.collectAt() != null) {
                item.putObject("supplyChannel")
                        .put("typeId", "channel")
                        .put("key", purchase.collectAt().key());
            }
        }
        String method = collect ? Network.COLLECT : Network.PARCEL;
        ObjectNode shipping = draft.putObject("shippingInfo").put("shippingMethodName", method);
        shipping.set("price", money(collect ? 0 : 490));
        shipping.putObject("shippingRate").set("price", money(collect ? 0 : 490));
        shipping.putObject("shippingMethod").put("typeId", "shipping-method").put("key", method);
        if (purchase.gift() || purchase.collectAt() != null) {
            ObjectNode custom = draft.putObject("custom");
            custom.putObject("type").put("typeId", "type").put("key", ORDER_TYPE);
            ObjectNode fields = custom.putObject("fields");
            if (purchase.gift()) {
                fields.put(GIFT, true);
            }
            if (purchase.collectAt() != null) {
                fields.put(COLLECT_AT, purchase.collectAt().key());
            }
        }
        return draft;
    }

    private static ObjectNode address(Purchase.Customer customer) {
        Place home = customer.home();
        return JsonHttp.JSON
                .createObjectNode()
                .put("firstName", customer.firstName())
                .put("lastName", customer.lastName())
                .put("streetName", home.street())
                .put("streetNumber", home.houseNumber())
                .put("postalCode", home.postalCode())
                .put("city", home.city())
                .put("country", home.country())
                .put("email", customer.email());
    }

    private static ObjectNode money(long cents) {
        return JsonHttp.JSON
                .createObjectNode()
                .put("type", "centPrecision")
                .put("currencyCode", "EUR")
                .put("centAmount", cents)
                .put("fractionDigits", 2);
    }
}
