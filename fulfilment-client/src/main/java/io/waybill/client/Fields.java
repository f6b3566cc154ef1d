package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads optional fields: absent, null and of the wrong type are all "not there". */
final class Fields {
    private Fields() {}

    static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    static String required(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    static @Nullable Long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? Long.valueOf(value.longValue()) : null;
    }

    static List<JsonNode> list(JsonNode node, String name) {
        List<JsonNode> items = new ArrayList<>();
        node.path(name).forEach(items::add);
        return List.copyOf(items);
    }
}
