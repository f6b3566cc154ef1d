package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import java.util.function.BiFunction;

/** Line items and custom line items of an order: their states per quantity, custom fields and addresses. */
final class LineItemActions {

    private LineItemActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .addAll(of("LineItem", "line-item", "lineItemId", OrderParts::lineItem))
                .addAll(of("CustomLineItem", "custom-line-item", "customLineItemId", OrderParts::customLineItem))
                .all();
    }

    private static Map<String, UpdateAction> of(
            String noun, String resourceTypeId, String idField, BiFunction<ObjectNode, Input, ObjectNode> find) {
        return new Actions()
                .add(
                        "transition" + noun + "State",
                        (change, action) ->
                                transition(change, find.apply(change.document(), action), action, noun, idField))
                .add(
                        "import" + noun + "State",
                        (change, action) -> importState(change, find.apply(change.document(), action), action))
                .add(
                        "set" + noun + "CustomType",
                        (change, action) -> CustomFields.setType(
                                change.write(), find.apply(change.document(), action), resourceTypeId, action))
                .add(
                        "set" + noun + "CustomField",
                        (change, action) ->
                                CustomFields.setField(change.write(), find.apply(change.document(), action), action))
                .add("set" + noun + "ShippingDetails", (change, action) -> {
                    ObjectNode item = find.apply(change.document(), action);
                    Json.put(
                            item,
                            "shippingDetails",
                            LineItems.shippingDetails(
                                    change.document(),
                                    action,
                                    item.path("quantity").asLong()));
                })
                .all();
    }

    private static void transition(Change change, ObjectNode item, Input action, String noun, String idField) {
        Write write = change.write();
        long quantity = LineItems.quantity(action, "quantity");
        ObjectNode from = References.required(write, action, "fromState", "state");
        ObjectNode to = References.required(write, action, "toState", "state");
        String given = action.optionalInstant("actualTransitionDate");
        OrderStateActions.demandType(References.target(write, from), "LineItemState");
        OrderStateActions.demandType(References.target(write, to), "LineItemState");
        OrderStateActions.demandTransition(References.target(write, from), References.target(write, to));
        move(item.withArrayProperty("state"), from, to, quantity);
        change.message(noun + "StateTransition", message -> {
            message.set(idField, item.get("id"));
            message.put("transitionDate", given == null ? write.now() : given).put("quantity", quantity);
            message.set("fromState", from);
            message.set("toState", to);
        });
    }

    private static void move(ArrayNode states, ObjectNode from, ObjectNode to, long quantity) {
        long there = 0;
        for (int i = states.size() - 1; i >= 0; i--) {
            ObjectNode entry = (ObjectNode) states.get(i);
            if (entry.path("state").equals(from)) {
                there = entry.path("quantity").asLong();
                entry.put("quantity", there - quantity);
                if (there == quantity) {
                    states.remove(i);
                }
            }
        }
        if (there < quantity) {
            throw Rejection.invalidOperation(
                    "Only " + there + " of the line item are in the state to leave, not " + quantity + ".");
        }
        for (JsonNode entry : states) {
            if (entry.path("state").equals(to)) {
                ((ObjectNode) entry).put("quantity", entry.path("quantity").asLong() + quantity);
                return;
            }
        }
        states.addObject().put("quantity", quantity).set("state", to);
    }

    private static void importState(Change change, ObjectNode item, Input action) {
        action.objects("state");
        ArrayNode states =
                LineItems.states(change.write(), action, item.path("quantity").asLong());
        demandFree(change.write(), item.path("state"));
        demandFree(change.write(), states);
        item.set("state", states);
    }

    /** States with defined transitions can only be reached by transition. */
    private static void demandFree(Write write, JsonNode states) {
        for (JsonNode entry : states) {
            ObjectNode state = References.target(write, (ObjectNode) entry.path("state"));
            OrderStateActions.demandType(state, "LineItemState");
            if (state.has("transitions")) {
                throw Rejection.invalidOperation("The state '" + Json.text(state, "key")
                        + "' has transitions defined; item states can only be imported where none are.");
            }
        }
    }
}
