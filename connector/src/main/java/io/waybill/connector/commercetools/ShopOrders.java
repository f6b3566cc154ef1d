package io.waybill.connector.commercetools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders of the shop. */
public final class ShopOrders {
    private static final String EXPANDED = "?expand=shippingInfo.shippingMethod&expand="
            + JsonHttp.encode("shipping[*].shippingInfo.shippingMethod") + "&expand="
            + JsonHttp.encode("lineItems[*].supplyChannel") + "&expand=custom.type&expand=state";

    /** commercetools takes no more actions in one update. */
    private static final int MOST_ACTIONS = 500;

    private final Commercetools shop;

    /** Orders of that project. */
    public ShopOrders(Commercetools shop) {
        this.shop = shop;
    }

    /** The order with shipping methods, supply channels, custom type and workflow state expanded; empty when it does not exist. */
    public Optional<JsonNode> find(String id, Deadline deadline) {
        return shop.within(deadline).find("/orders/" + JsonHttp.encode(id) + EXPANDED);
    }

    /**
     * Brings the order to where it should be: computes what is missing on it and writes that; on a conflict reads the
     * order again and computes anew.
     *
     * @param order the order as it was read just now
     * @return whether anything was written
     */
    public boolean update(JsonNode order, Deadline deadline, Function<JsonNode, List<ObjectNode>> missing) {
        String id = order.path("id").asText();
        AtomicReference<@Nullable JsonNode> asRead = new AtomicReference<>(order);
        boolean written = false;
        int actions;
        do {
            actions = step(id, asRead, deadline, missing);
            written |= actions > 0;
        } while (actions > MOST_ACTIONS);
        return written;
    }

    /** One update with as many actions as it may have; how many there would have been. */
    private int step(
            String id,
            AtomicReference<@Nullable JsonNode> asRead,
            Deadline deadline,
            Function<JsonNode, List<ObjectNode>> missing) {
        return Conflicts.resolved(() -> {
            JsonNode read = asRead.getAndSet(null);
            Optional<JsonNode> current = read != null ? Optional.of(read) : find(id, deadline);
            List<ObjectNode> actions = current.map(missing).orElse(List.of());
            if (actions.isEmpty()) {
                return 0;
            }
            ObjectNode body = JsonHttp.JSON
                    .createObjectNode()
                    .put("version", current.orElseThrow().path("version").asLong());
            body.putArray("actions").addAll(actions.subList(0, Math.min(MOST_ACTIONS, actions.size())));
            shop.within(deadline).post("/orders/" + JsonHttp.encode(id), body);
            return actions.size();
        });
    }
}
