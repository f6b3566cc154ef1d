package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Addresses;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Money;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.resources.ShippingMethods;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Set;

/** Builds orders of import drafts, and of the sandbox's own wider drafts. */
final class OrderDrafts {

    static final Set<String> ORDER_STATES = Set.of("Open", "Confirmed", "Complete", "Cancelled");
    static final Set<String> SHIPMENT_STATES =
            Set.of("Shipped", "Delivered", "Ready", "Pending", "Delayed", "Partial", "Backorder", "Canceled");
    static final Set<String> PAYMENT_STATES = Set.of("BalanceDue", "Failed", "Pending", "CreditOwed", "Paid");
    static final Set<String> INVENTORY_MODES = Set.of("None", "TrackOnly", "ReserveOnOrder", "ReserveOnCart");

    /** What an import draft can not say, but an order from a cart has; taken as it is from the sandbox's own drafts. */
    private static final List<String> WIDER = List.of(
            "anonymousId",
            "taxedShippingPrice",
            "discountOnTotalPrice",
            "discountCodes",
            "directDiscounts",
            "refusedGifts",
            "shippingKey",
            "shippingCustomFields",
            "customerGroup",
            "recurringOrder");

    private OrderDrafts() {}

    /**
     * An order of {@code POST /orders/import}.
     *
     * @param wider whether the draft may also have what only orders from carts have: locale, several shippings, ...
     */
    static ObjectNode order(Write write, Input draft, boolean wider) {
        ObjectNode order = Json.object();
        for (String field : List.of("orderNumber", "purchaseOrderNumber", "customerId", "customerEmail", "country")) {
            Json.put(order, field, order.textNode(draft.optionalText(field)));
        }
        Json.put(order, "completedAt", order.textNode(draft.optionalInstant("completedAt")));
        Json.put(order, "customerGroup", References.optional(write, draft, "customerGroup", "customer-group"));
        Json.put(order, "store", References.keyReference(write, draft, "store", "store"));
        Json.put(order, "businessUnit", draft.value("businessUnit"));
        order.put("orderState", LineItems.choice(draft, "orderState", ORDER_STATES, "Open"));
        Json.put(order, "shipmentState", order.textNode(draft.optionalOneOf("shipmentState", SHIPMENT_STATES)));
        Json.put(order, "paymentState", order.textNode(draft.optionalOneOf("paymentState", PAYMENT_STATES)));
        Json.put(order, "state", References.optional(write, draft, "state", "state"));
        order.set("totalPrice", Money.of(draft.object("totalPrice")));
        Json.put(order, "taxedPrice", draft.value("taxedPrice"));
        calculation(order, draft);
        Json.put(order, "shippingAddress", Addresses.optional(write, draft, "shippingAddress"));
        Json.put(order, "billingAddress", Addresses.optional(write, draft, "billingAddress"));
        ArrayNode addresses = order.putArray("itemShippingAddresses");
        draft.optionalObjects("itemShippingAddresses").forEach(address -> addresses.add(Addresses.of(write, address)));
        items(write, order, draft);
        order.put("shippingMode", "Single");
        order.putArray("shipping");
        order.putArray("syncInfo");
        order.putArray("returnInfo");
        order.putArray("discountCodes");
        order.putArray("directDiscounts");
        order.putArray("refusedGifts");
        if (wider) {
            widen(write, order, draft);
        }
        Input shippingInfo = draft.optionalObject("shippingInfo");
        if (shippingInfo != null) {
            order.set("shippingInfo", shippingInfo(write, order, shippingInfo));
        }
        Json.put(order, "paymentInfo", paymentInfo(write, draft));
        CustomFields.copy(write, draft, order, "order");
        return order;
    }

    private static void calculation(ObjectNode order, Input draft) {
        order.put(
                "taxMode",
                LineItems.choice(
                        draft, "taxMode", Set.of("Platform", "External", "ExternalAmount", "Disabled"), "Platform"));
        order.put(
                "taxRoundingMode",
                LineItems.choice(draft, "taxRoundingMode", Set.of("HalfEven", "HalfUp", "HalfDown"), "HalfEven"));
        order.put(
                "taxCalculationMode",
                LineItems.choice(
                        draft, "taxCalculationMode", Set.of("LineItemLevel", "UnitPriceLevel"), "LineItemLevel"));
        order.put("inventoryMode", LineItems.choice(draft, "inventoryMode", INVENTORY_MODES, "None"));
        order.put(
                "origin",
                LineItems.choice(
                        draft, "origin", Set.of("Customer", "Merchant", "Quote", "RecurringOrder"), "Customer"));
    }

    private static void items(Write write, ObjectNode order, Input draft) {
        List<Input> lineItems = draft.optionalObjects("lineItems");
        List<Input> customLineItems = draft.optionalObjects("customLineItems");
        if (lineItems.isEmpty() && customLineItems.isEmpty()) {
            throw Rejection.requiredField("lineItems");
        }
        ArrayNode items = order.putArray("lineItems");
        lineItems.forEach(item -> items.add(LineItems.lineItem(write, order, item)));
        ArrayNode customItems = order.putArray("customLineItems");
        customLineItems.forEach(item -> customItems.add(LineItems.customLineItem(write, order, item)));
    }

    private static void widen(Write write, ObjectNode order, Input draft) {
        Json.put(order, "locale", order.textNode(draft.optionalText("locale")));
        for (String field : WIDER) {
            if (draft.has(field)) {
                order.set(field, draft.required(field).deepCopy());
            }
        }
        order.put("shippingMode", LineItems.choice(draft, "shippingMode", Set.of("Single", "Multiple"), "Single"));
        ArrayNode all = order.withArrayProperty("shipping");
        for (Input shipping : draft.optionalObjects("shipping")) {
            ObjectNode entry = all.addObject().put("shippingKey", shipping.text("shippingKey"));
            entry.set("shippingInfo", shippingInfo(write, order, shipping.object("shippingInfo")));
            Json.put(entry, "shippingAddress", Addresses.optional(write, shipping, "shippingAddress"));
        }
    }

    static ObjectNode shippingInfo(Write write, ObjectNode order, Input draft) {
        ObjectNode info = Json.object().put("shippingMethodName", draft.text("shippingMethodName"));
        info.set("price", Money.of(draft.object("price")));
        info.set("shippingRate", ShippingMethods.rate(draft.object("shippingRate")));
        Json.put(info, "taxRate", draft.value("taxRate"));
        Json.put(info, "taxedPrice", draft.value("taxedPrice"));
        Json.put(info, "discountedPrice", draft.value("discountedPrice"));
        Json.put(info, "estimatedDelivery", draft.value("estimatedDelivery"));
        Json.put(info, "taxCategory", References.optional(write, draft, "taxCategory", "tax-category"));
        Json.put(info, "shippingMethod", References.optional(write, draft, "shippingMethod", "shipping-method"));
        ArrayNode deliveries = info.putArray("deliveries");
        for (Input delivery : draft.optionalObjects("deliveries")) {
            deliveries.add(Shipments.delivery(write, order, delivery, "key"));
        }
        return info.put(
                "shippingMethodState",
                LineItems.choice(
                        draft, "shippingMethodState", Set.of("MatchesCart", "DoesNotMatchCart"), "MatchesCart"));
    }

    private static JsonNode paymentInfo(Write write, Input draft) {
        Input info = draft.optionalObject("paymentInfo");
        if (info == null) {
            return Json.object().nullNode();
        }
        ObjectNode result = Json.object();
        result.set("payments", References.resolveAll(write, info.optionalObjects("payments"), "payment"));
        return result;
    }
}
