package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.Money;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.resources.States;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** Builds line items and custom line items of drafts. */
final class LineItems {

    /** Taken from drafts as they are: facts of the catalogue or of calculation that the sandbox does not work out. */
    private static final List<String> VERBATIM = List.of(
            "productKey",
            "productSlug",
            "productType",
            "taxRate",
            "taxedPrice",
            "discountedPricePerQuantity",
            "recurrenceInfo");

    private LineItems() {}

    static ObjectNode lineItem(Write write, ObjectNode order, Input draft) {
        ObjectNode item = Json.object().put("id", write.newId());
        Json.put(item, "key", item.textNode(draft.optionalKey("key")));
        String productId = draft.optionalText("productId");
        item.put("productId", productId == null ? write.newId() : productId);
        item.set("name", Localized.required(draft, "name"));
        item.putObject("productSlug");
        item.set("variant", variant(draft.object("variant")));
        ObjectNode price = price(write, draft.object("price"));
        item.set("price", price);
        long quantity = quantity(draft, "quantity");
        item.put("quantity", quantity);
        item.putArray("discountedPricePerQuantity");
        Input totalPrice = draft.optionalObject("totalPrice");
        JsonNode unit = price.path("discounted").path("value").isMissingNode()
                ? price.path("value")
                : price.path("discounted").path("value");
        item.set("totalPrice", totalPrice == null ? times(unit, quantity) : Money.of(totalPrice));
        for (String field : VERBATIM) {
            Json.put(item, field, draft.value(field));
        }
        item.putArray("taxedPricePortions");
        item.putArray("perMethodTaxRate");
        item.set("state", states(write, draft, quantity));
        Json.put(item, "supplyChannel", References.optional(write, draft, "supplyChannel", "channel"));
        Json.put(item, "distributionChannel", References.optional(write, draft, "distributionChannel", "channel"));
        item.put(
                "priceMode",
                choice(draft, "priceMode", Set.of("Platform", "ExternalPrice", "ExternalTotal"), "Platform"));
        item.put("lineItemMode", choice(draft, "lineItemMode", Set.of("Standard", "GiftLineItem"), "Standard"));
        Json.put(
                item,
                "inventoryMode",
                item.textNode(draft.optionalOneOf("inventoryMode", OrderDrafts.INVENTORY_MODES)));
        Json.put(item, "shippingDetails", shippingDetails(order, draft, quantity));
        CustomFields.copy(write, draft, item, "line-item");
        item.put("addedAt", write.now());
        return item.put("lastModifiedAt", write.now());
    }

    static ObjectNode customLineItem(Write write, ObjectNode order, Input draft) {
        ObjectNode item = Json.object().put("id", write.newId());
        Json.put(item, "key", item.textNode(draft.optionalKey("key")));
        item.set("name", Localized.required(draft, "name"));
        ObjectNode money = Money.of(draft.object("money"));
        item.set("money", money);
        item.put("slug", draft.text("slug"));
        long quantity = draft.has("quantity") ? quantity(draft, "quantity") : 1;
        item.put("quantity", quantity);
        item.set("totalPrice", times(money, quantity));
        item.set("state", states(write, draft, quantity));
        Json.put(item, "taxCategory", References.optional(write, draft, "taxCategory", "tax-category"));
        Json.put(item, "taxRate", draft.value("taxRate"));
        item.putArray("taxedPricePortions");
        item.putArray("perMethodTaxRate");
        item.putArray("discountedPricePerQuantity");
        Json.put(item, "shippingDetails", shippingDetails(order, draft, quantity));
        item.put("priceMode", choice(draft, "priceMode", Set.of("Standard", "External"), "Standard"));
        CustomFields.copy(write, draft, item, "custom-line-item");
        return item;
    }

    static long quantity(Input holder, String name) {
        long quantity = holder.integer(name);
        if (quantity < 1) {
            throw Rejection.invalidInput("Field '" + holder.at(name) + "' must be at least 1.");
        }
        return quantity;
    }

    /** The item states of a draft; everything in the state Initial where it gives none. */
    static ArrayNode states(Write write, Input draft, long quantity) {
        List<Input> given = draft.optionalObjects("state");
        ArrayNode states = Json.array();
        if (given.isEmpty()) {
            ObjectNode initial = write.findBy("state", "key", States.INITIAL);
            String id = initial == null ? write.newId() : initial.path("id").asText();
            states.addObject().put("quantity", quantity).set("state", Json.reference("state", id));
            return states;
        }
        long sum = 0;
        for (Input state : given) {
            ObjectNode entry = states.addObject().put("quantity", quantity(state, "quantity"));
            entry.set("state", References.required(write, state, "state", "state"));
            sum += entry.path("quantity").asLong();
        }
        if (sum != quantity) {
            throw Rejection.invalidInput("The quantities of the item states sum up to " + sum
                    + ", but the quantity of the line item is " + quantity + ".");
        }
        return states;
    }

    /** Which address gets how many; null where the draft says nothing. */
    static JsonNode shippingDetails(ObjectNode order, Input draft, long quantity) {
        Input details = draft.optionalObject("shippingDetails");
        if (details == null) {
            return Json.object().nullNode();
        }
        ObjectNode result = Json.object();
        ArrayNode targets = result.putArray("targets");
        long sum = 0;
        for (Input target : details.optionalObjects("targets")) {
            String addressKey = target.text("addressKey");
            boolean known = false;
            for (JsonNode address : order.path("itemShippingAddresses")) {
                known |= addressKey.equals(Json.text(address, "key"));
            }
            if (!known) {
                throw Rejection.invalidInput("There is no item shipping address with the key '" + addressKey + "'.");
            }
            ObjectNode entry = targets.addObject().put("addressKey", addressKey);
            entry.put("quantity", quantity(target, "quantity"));
            String methodKey = target.optionalText("shippingMethodKey");
            if (methodKey != null) {
                entry.put("shippingMethodKey", methodKey);
            }
            sum += entry.path("quantity").asLong();
        }
        return result.put("valid", sum == quantity);
    }

    static String choice(Input draft, String name, Set<String> allowed, String otherwise) {
        String given = draft.optionalOneOf(name, allowed);
        return given == null ? otherwise : given;
    }

    private static ObjectNode variant(Input draft) {
        ObjectNode variant = draft.node().deepCopy();
        if (!draft.has("id")) {
            variant.put("id", 1);
        }
        draft.optionalText("sku");
        for (String list : List.of("prices", "images", "attributes", "assets")) {
            variant.withArrayProperty(list);
        }
        return variant;
    }

    private static ObjectNode price(Write write, Input draft) {
        ObjectNode price = draft.node().deepCopy();
        price.set("value", Money.of(draft.object("value")));
        Input discounted = draft.optionalObject("discounted");
        if (discounted != null) {
            ((ObjectNode) price.get("discounted")).set("value", Money.of(discounted.object("value")));
        }
        if (!price.has("id")) {
            price.put("id", write.newId());
        }
        return price;
    }

    private static ObjectNode times(JsonNode unit, long quantity) {
        String currency = unit.path("currencyCode").asText();
        if (unit.path("type").asText().equals("highPrecision")) {
            BigDecimal exact = new BigDecimal(
                            unit.path("preciseAmount").bigIntegerValue(),
                            unit.path("fractionDigits").asInt())
                    .multiply(BigDecimal.valueOf(quantity));
            int digits = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
            return Money.ofCents(
                    currency,
                    exact.movePointRight(digits)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .longValue());
        }
        return Money.ofCents(currency, unit.path("centAmount").asLong() * quantity);
    }
}
