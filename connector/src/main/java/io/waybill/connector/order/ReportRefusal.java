package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.FieldChanges;
import io.waybill.connector.fields.OrderType;
import io.waybill.connector.settings.RunTimeConfigurations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the shop's order say what the platform would not do for it, and takes that back once it is no longer so. */
public final class ReportRefusal {
    private final ShopOrders orders;
    private final RunTimeConfigurations configurations;
    private final OrderType type;
    private final boolean active;

    /**
     * On orders of that shop.
     *
     * @param active whether the shop wants to be told
     */
    public ReportRefusal(ShopOrders orders, RunTimeConfigurations configurations, OrderType type, boolean active) {
        this.orders = orders;
        this.configurations = configurations;
        this.type = type;
        this.active = active;
    }

    /**
     * Writes the reason.
     *
     * @param state key of a workflow state to go to as well
     * @return whether the order says it now; false when it has no field for it and no state was named
     */
    boolean report(JsonNode order, String field, List<Refusal> refusals, Optional<String> state, Deadline deadline) {
        if (!active) {
            return false;
        }
        Optional<CustomTypes.Known> known = type.ensured(configurations.current(deadline), deadline)
                .filter(each -> FieldChanges.takes(order, each));
        JsonNode reason = JsonHttp.JSON.getNodeFactory().textNode(Refusal.text(refusals));
        orders.update(order, deadline, fresh -> {
            List<ObjectNode> actions = new ArrayList<>();
            known.ifPresent(each -> actions.addAll(FieldChanges.ofOrder(fresh, each, Map.of(field, reason))));
            state.filter(key -> !key.equals(
                            fresh.path("state").path("obj").path("key").asText("")))
                    .ifPresent(key -> actions.add(transition(key)));
            return actions;
        });
        return known.isPresent() || state.isPresent();
    }

    /** Takes the reason back, if the order says one. */
    void clear(JsonNode order, String field, Deadline deadline) {
        if (active && says(order, field)) {
            orders.update(
                    order,
                    deadline,
                    fresh -> says(fresh, field)
                            ? List.of(JsonHttp.JSON
                                    .createObjectNode()
                                    .put("action", "setCustomField")
                                    .put("name", field))
                            : List.of());
        }
    }

    private static boolean says(JsonNode order, String field) {
        return order.path("custom").path("fields").hasNonNull(field);
    }

    private static ObjectNode transition(String key) {
        ObjectNode action = JsonHttp.JSON
                .createObjectNode()
                .put("action", "transitionState")
                .put("force", true);
        action.putObject("state").put("typeId", "state").put("key", key);
        return action;
    }
}
