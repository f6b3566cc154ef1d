package io.waybill.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.List;
import java.util.Map;

/** Webhook subscriptions of the platform. They cannot be changed, only created and deleted; five per event at most. */
public final class Subscriptions {
    private final Api api;

    Subscriptions(Api api) {
        this.api = api;
    }

    /** Every subscription, over all pages. */
    public List<Subscription> all() {
        return api.all("/api/subscriptions", "subscriptions", Query.none(), Subscription::from);
    }

    /** Creates one in the form that both old and new platforms take. */
    public Subscription create(String name, String event, String callbackUrl, Map<String, String> headers) {
        ObjectNode body = JsonHttp.JSON
                .createObjectNode()
                .put("name", name)
                .put("event", event)
                .put("callbackUrl", callbackUrl);
        ArrayNode list = body.putArray("headers");
        headers.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return Subscription.from(api.writeOnce("POST", "/api/subscriptions", body, Map.of()));
    }

    /** Deletes one; one that is gone already is fine. */
    public void delete(String id) {
        try {
            api.writeGuarded("DELETE", "/api/subscriptions/" + JsonHttp.encode(id), null);
        } catch (FulfilmentRejectedException refused) {
            if (!refused.notFound()) {
                throw refused;
            }
        }
    }
}
