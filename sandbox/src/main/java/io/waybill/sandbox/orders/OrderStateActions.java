package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import java.util.Set;

/** The states of an order as a whole; any order, shipment and payment state may follow any other. */
final class OrderStateActions {

    private OrderStateActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add(
                        "changeOrderState",
                        (change, action) ->
                                change(change, action, "orderState", OrderDrafts.ORDER_STATES, "OrderStateChanged"))
                .add(
                        "changeShipmentState",
                        (change, action) -> change(
                                change,
                                action,
                                "shipmentState",
                                OrderDrafts.SHIPMENT_STATES,
                                "OrderShipmentStateChanged"))
                .add(
                        "changePaymentState",
                        (change, action) -> change(
                                change, action, "paymentState", OrderDrafts.PAYMENT_STATES, "OrderPaymentStateChanged"))
                .add("transitionState", OrderStateActions::transition)
                .all();
    }

    private static void change(Change change, Input action, String field, Set<String> allowed, String message) {
        String state = action.oneOf(field, allowed);
        JsonNode old = change.document().get(field);
        change.document().put(field, state);
        String oldField = "old" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        change.message(message, fields -> {
            fields.put(field, state);
            Json.put(fields, oldField, old);
        });
    }

    private static void transition(Change change, Input action) {
        ObjectNode next = References.required(change.write(), action, "state", "state");
        boolean force = action.flag("force", false);
        ObjectNode target = References.target(change.write(), next);
        demandType(target, "OrderState");
        ObjectNode current = Json.child(change.document(), "state");
        if (!force && current == null && !target.path("initial").asBoolean()) {
            throw Rejection.invalidOperation(
                    "The order has no state yet, and '" + Json.text(target, "key") + "' is not an initial state.");
        }
        if (!force && current != null && !current.equals(next)) {
            demandTransition(References.target(change.write(), current), target);
        }
        change.document().set("state", next);
        change.message("OrderStateTransition", fields -> {
            fields.set("state", next);
            Json.put(fields, "oldState", current);
            fields.put("force", force);
        });
    }

    static void demandType(ObjectNode state, String type) {
        if (!type.equals(Json.text(state, "type"))) {
            throw Rejection.invalidInput("The state '" + Json.text(state, "key") + "' is of type "
                    + Json.text(state, "type") + ", expected " + type + ".");
        }
    }

    /** A state with a list of transitions may only go to those; one without may go anywhere. */
    static void demandTransition(ObjectNode from, ObjectNode to) {
        if (from.get("transitions") instanceof ArrayNode transitions
                && !References.contains(
                        transitions, Json.reference("state", to.path("id").asText()))) {
            throw Rejection.invalidOperation("The transition from the state '" + Json.text(from, "key") + "' to '"
                    + Json.text(to, "key") + "' is not allowed.");
        }
    }
}
