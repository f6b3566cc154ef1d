package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The retailer's web shop: takes purchases, confirms and cancels them. Thread-safe. */
final class Shop {
    /** The custom field of a gift; mapped to the platform's tag of the same name. */
    static final String GIFT = "giftwrap";

    /** The shop's own order type, to which the connector adds its fields. */
    static final String ORDER_TYPE = "demo-order";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Commercetools shop;
    private final JsonHttp http;
    private final URI orders;

    /**
     * @param sandbox the sandbox's root: it takes an order without the cart and products that commercetools asks for
     */
    Shop(Commercetools shop, JsonHttp http, URI sandbox) {
        this.shop = shop;
        this.http = http;
        this.orders = URI.create(sandbox + "/sandbox/orders");
    }

    /** Places the purchase; the order is open, which starts nothing yet. Answers its id. */
    String place(Purchase purchase) {
        JsonHttp.Answer answer = http.exchange(
                new JsonHttp.Call(
                        "POST",
                        orders,
                        Map.of(),
                        JsonHttp.Body.json(draft(purchase)),
                        JsonHttp.Repeat.WHEN_NOT_PROCESSED),
                Deadline.within(PATIENCE));
        if (!answer.successful()) {
            throw new IllegalStateException(
                    "The sandbox refused order " + purchase.number() + ": " + answer.status() + " " + answer.body());
        }
        return answer.body().path("id").asText();
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
                .put("locale", "en")
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
        if (purchase.gift()) {
            ObjectNode custom = draft.putObject("custom");
            custom.putObject("type").put("typeId", "type").put("key", ORDER_TYPE);
            custom.putObject("fields").put(GIFT, true);
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
