package io.waybill.connector.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The names of the fields in a message, without their values: enough for a person to tell what was sent, and nothing
 * personal is kept.
 */
public final class Outline {
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 3;

    private Outline() {}

    /** The outline of a message, at most three levels deep and 1,000 characters long; empty when it is no JSON. */
    public static String of(JsonNode message) {
        StringBuilder names = new StringBuilder();
        append(message, 0, names);
        return names.length() > LONGEST ? names.substring(0, LONGEST) + "…" : names.toString();
    }

    private static void append(JsonNode json, int depth, StringBuilder names) {
        if (depth == DEEPEST || names.length() > LONGEST) {
            return;
        }
        if (json.isArray()) {
            names.append('[');
            append(json.path(0), depth + 1, names);
            names.append(']');
        } else if (json.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                names.append(separator).append(field.getKey());
                append(field.getValue(), depth + 1, names);
                separator = ", ";
            }
            names.append(json.isEmpty() ? "{}" : "}");
        }
    }
}
