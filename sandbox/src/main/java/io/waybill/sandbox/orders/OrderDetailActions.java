package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands directly on an order: numbers, customer, store, payments, sync information, custom fields. */
final class OrderDetailActions {

    private OrderDetailActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add("setOrderNumber", OrderDetailActions::setOrderNumber)
                .add(
                        "setPurchaseOrderNumber",
                        (change, action) -> setText(
                                change,
                                action,
                                "purchaseOrderNumber",
                                "purchaseOrderNumber",
                                "OrderPurchaseOrderNumberSet"))
                .add(
                        "setCustomerEmail",
                        (change, action) -> setText(change, action, "email", "customerEmail", "OrderCustomerEmailSet"))
                .add("setCustomerId", OrderDetailActions::setCustomerId)
                .setText("setLocale", "locale")
                .add("setStore", OrderDetailActions::setStore)
                .add("setBusinessUnit", OrderDetailActions::setBusinessUnit)
                .add("addPayment", OrderDetailActions::addPayment)
                .add("removePayment", OrderDetailActions::removePayment)
                .add("updateSyncInfo", OrderDetailActions::updateSyncInfo)
                .add("setEstimatedDelivery", OrderDetailActions::setEstimatedDelivery)
                .add(
                        "setCustomType",
                        (change, action) ->
                                CustomMessages.setType(change, change.document(), "order", action, "Order", Map.of()))
                .add(
                        "setCustomField",
                        (change, action) ->
                                CustomMessages.setField(change, change.document(), action, "Order", Map.of()))
                .add(
                        "setShippingCustomType",
                        (change, action) -> CustomFields.setType(
                                change.write(),
                                OrderParts.shipping(change.document(), action).holder(),
                                "shippingCustomFields",
                                "shipping",
                                action))
                .add(
                        "setShippingCustomField",
                        (change, action) -> CustomFields.setField(
                                change.write(),
                                OrderParts.shipping(change.document(), action).holder(),
                                "shippingCustomFields",
                                action))
                .all();
    }

    /** An order number is set once: it can not be changed or removed afterwards. */
    private static void setOrderNumber(Change change, Input action) {
        String number = action.optionalText("orderNumber");
        String current = Json.text(change.document(), "orderNumber");
        if (current != null && !current.equals(number)) {
            throw Rejection.invalidOperation("The order already has the order number '" + current + "'.");
        }
        if (number != null) {
            change.document().put("orderNumber", number);
        }
    }

    private static void setText(Change change, Input action, String member, String field, String message) {
        JsonNode old = change.document().get(field);
        String text = action.optionalText(member);
        Json.put(change.document(), field, change.document().textNode(text));
        String oldMember = "old" + Character.toUpperCase(member.charAt(0)) + member.substring(1);
        change.message(message, fields -> {
            Json.put(fields, member, fields.textNode(text));
            Json.put(fields, oldMember, old);
        });
    }

    private static void setCustomerId(Change change, Input action) {
        String old = Json.text(change.document(), "customerId");
        String next = action.optionalText("customerId");
        Json.put(change.document(), "customerId", change.document().textNode(next));
        change.message("OrderCustomerSet", fields -> {
            Json.put(fields, "customer", customer(next));
            Json.put(fields, "oldCustomer", customer(old));
        });
    }

    private static @Nullable ObjectNode customer(@Nullable String id) {
        return id == null ? null : Json.reference("customer", id);
    }

    private static void setStore(Change change, Input action) {
        JsonNode old = change.document().get("store");
        ObjectNode store = References.keyReference(change.write(), action, "store", "store");
        if (store != null && store.equals(old)) {
            throw Rejection.invalidOperation("The order is already in the store '" + Json.text(store, "key") + "'.");
        }
        Json.put(change.document(), "store", store);
        change.message("OrderStoreSet", fields -> {
            Json.put(fields, "store", store);
            Json.put(fields, "oldStore", old);
        });
    }

    private static void setBusinessUnit(Change change, Input action) {
        JsonNode old = change.document().get("businessUnit");
        Input unit = action.optionalObject("businessUnit");
        ObjectNode next = unit == null
                ? null
                : Json.object().put("typeId", "business-unit").put("key", unit.key("key"));
        Json.put(change.document(), "businessUnit", next);
        change.message("OrderBusinessUnitSet", fields -> {
            Json.put(fields, "businessUnit", next);
            Json.put(fields, "oldBusinessUnit", old);
        });
    }

    private static void addPayment(Change change, Input action) {
        ObjectNode payment = References.required(change.write(), action, "payment", "payment");
        ArrayNode payments = change.document().withObjectProperty("paymentInfo").withArrayProperty("payments");
        if (!References.contains(payments, payment)) {
            payments.add(payment);
        }
        change.message("OrderPaymentAdded", fields -> fields.set("payment", payment));
    }

    private static void removePayment(Change change, Input action) {
        ObjectNode payment = References.required(change.write(), action, "payment", "payment");
        ArrayNode kept = Json.array();
        for (JsonNode candidate : change.document().path("paymentInfo").path("payments")) {
            if (!candidate.equals(payment)) {
                kept.add(candidate);
            }
        }
        boolean last = kept.isEmpty();
        if (last) {
            change.document().remove("paymentInfo");
        } else {
            change.document().withObjectProperty("paymentInfo").set("payments", kept);
        }
        change.message("OrderPaymentRemoved", fields -> {
            fields.set("payment", payment);
            fields.put("removedPaymentInfo", last);
        });
    }

    private static void updateSyncInfo(Change change, Input action) {
        ObjectNode channel = References.required(change.write(), action, "channel", "channel");
        boolean allowed = false;
        for (JsonNode role : References.target(change.write(), channel).path("roles")) {
            allowed |= role.asText().equals("OrderExport") || role.asText().equals("OrderImport");
        }
        if (!allowed) {
            throw Rejection.invalidInput(
                    "The channel of sync information must have the role OrderExport or OrderImport.");
        }
        ObjectNode info = Json.object();
        info.set("channel", channel);
        Json.put(info, "externalId", info.textNode(action.optionalText("externalId")));
        String syncedAt = action.optionalInstant("syncedAt");
        info.put("syncedAt", syncedAt == null ? change.write().now() : syncedAt);
        ArrayNode infos = change.document().withArrayProperty("syncInfo");
        for (int i = 0; i < infos.size(); i++) {
            if (infos.get(i).path("channel").equals(channel)) {
                infos.set(i, info);
                return;
            }
        }
        infos.add(info);
    }

    private static void setEstimatedDelivery(Change change, Input action) {
        OrderParts.Shipping shipping = OrderParts.shipping(change.document(), action);
        ObjectNode info = OrderParts.demandInfo(shipping);
        Input draft = action.optionalObject("estimatedDelivery");
        ObjectNode window = null;
        if (draft != null) {
            window = Json.object();
            Json.put(window, "from", window.textNode(draft.optionalInstant("from")));
            Json.put(window, "until", window.textNode(draft.optionalInstant("until")));
        }
        Json.put(info, "estimatedDelivery", window);
        ObjectNode estimated = window;
        change.message("OrderEstimatedDeliverySet", fields -> {
            Json.put(fields, "estimatedDelivery", estimated);
            DeliveryActions.shippingKey(fields, shipping.shippingKey());
        });
    }
}
