package io.waybill.connector.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.JsonHttp;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a caller gets. */
public record Response(int status, String mediaType, byte[] body, Map<String, String> headers) {
    /** An answer without further headers. */
    public Response(int status, String mediaType, byte[] body) {
        this(status, mediaType, body, Map.of());
    }

    /** An answer without body. */
    public static Response empty(int status) {
        return new Response(status, "", new byte[0]);
    }

    /** An answer in JSON. */
    public static Response json(int status, JsonNode body) {
        return new Response(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** An answer that says one thing. */
    public static Response message(int status, String message) {
        return json(status, JsonHttp.JSON.createObjectNode().put("message", message));
    }
}
