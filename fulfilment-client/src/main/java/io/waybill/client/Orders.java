package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.Map;

/** Orders of the platform. */
public final class Orders {
    private final Api api;

    Orders(Api api) {
        this.api = api;
    }

    /**
     * Creates an order.
     *
     * @param idempotencyKey names the attempt; a platform that knows the header answers a repeat with the first answer,
     *     one that does not ignores it
     */
    public FulfilmentOrder create(JsonNode order, String idempotencyKey) {
        return FulfilmentOrder.from(
                api.writeOnce("POST", "/api/orders", order, Map.of("Idempotency-Key", idempotencyKey)));
    }

    /** One order by its id. */
    public FulfilmentOrder get(String id) {
        return FulfilmentOrder.from(api.get("/api/orders/" + JsonHttp.encode(id)));
    }

    /** Every order with that caller's id, in the short form of lists. */
    public List<FulfilmentOrder> withTenantOrderId(String tenantOrderId) {
        return api.all("/api/orders", "orders", Query.of("tenantOrderId", tenantOrderId), FulfilmentOrder::from);
    }

    /** Changes the named parts of the order; {@code changes} carries {@code version}. */
    public FulfilmentOrder patch(String id, JsonNode changes) {
        return FulfilmentOrder.from(api.writeGuarded("PATCH", "/api/orders/" + JsonHttp.encode(id), changes));
    }

    /** Cancels the order at that version. */
    public FulfilmentOrder cancel(String id, long version) {
        return act(id, "CANCEL", version);
    }

    /** Any action that needs no more than the version. */
    public FulfilmentOrder act(String id, String action, long version) {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("name", action).put("version", version);
        return FulfilmentOrder.from(api.writeGuarded("POST", "/api/orders/" + JsonHttp.encode(id) + "/actions", body));
    }
}
