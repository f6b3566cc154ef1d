package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.time.Instant;

/** A place in a list that is sorted by a time and then by id, which no insertion or deletion moves. */
record Keyset(String at, String id) {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    static Keyset from(ObjectNode cursor, Instant beginning) {
        return cursor.has("at")
                ? new Keyset(cursor.path("at").asText(), cursor.path("id").asText(NONE))
                : new Keyset(beginning.toString(), NONE);
    }

    static Keyset of(JsonNode last, String timeField) {
        return new Keyset(last.path(timeField).asText(), last.path("id").asText());
    }

    ObjectNode json() {
        return JsonHttp.JSON.createObjectNode().put("at", at).put("id", id);
    }

    /** Everything after this place, with the variables {@code at} and {@code id}. */
    String predicate(String timeField) {
        return "(" + timeField + " > :at or (" + timeField + " = :at and id > :id))";
    }

    String variables() {
        return "&var.at=" + JsonHttp.encode(at) + "&var.id=" + JsonHttp.encode(id);
    }
}
