package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A webhook subscription, whichever of the two forms it was created in.
 *
 * @param headers what is sent along with every delivery, by name in lower case
 */
public record Subscription(String id, String name, String event, String callbackUrl, Map<String, String> headers) {
    static Subscription from(JsonNode json) {
        JsonNode target = json.hasNonNull("callbackUrl") ? json : json.path("target");
        Map<String, String> headers = new LinkedHashMap<>();
        for (JsonNode header : target.path("headers")) {
            headers.put(
                    header.path("key").asText("").toLowerCase(java.util.Locale.ROOT),
                    header.path("value").asText(""));
        }
        return new Subscription(
                Fields.required(json, "id"),
                Fields.required(json, "name"),
                Fields.required(json, "event"),
                Fields.required(target, "callbackUrl"),
                Map.copyOf(headers));
    }

    /** Without the headers, which carry credentials. */
    @Override
    public String toString() {
        return "Subscription[id=" + id + ", name=" + name + ", event=" + event + "]";
    }
}
