package io.waybill.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body null for an answer without a body
 */
public record Reply(int status, @Nullable JsonNode body) {

    public static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    public static Reply created(JsonNode body) {
        return new Reply(201, body);
    }

    public static Reply empty(int status) {
        return new Reply(status, null);
    }
}
