package io.waybill.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Subscriptions of a sink, taken back at the end. */
final class Subscriptions implements AutoCloseable {
    private final LoadClient client;
    private final List<String> ids = new ArrayList<>();

    Subscriptions(LoadClient client) {
        this.client = client;
    }

    void add(String event, Sink sink) {
        ObjectNode subscription = LoadClient.JSON
                .createObjectNode()
                .put("name", "bench " + event + " " + ids.size())
                .put("event", event)
                .put("callbackUrl", sink.address());
        subscription.putArray("headers");
        ids.add(client.post("/api/subscriptions", subscription).path("id").asText());
    }

    int size() {
        return ids.size();
    }

    @Override
    public void close() {
        ids.forEach(id -> client.delete("/api/subscriptions/" + id));
    }
}
