package io.waybill.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** JSON trees. Documents are {@link ObjectNode}s that nobody changes once they are stored. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A JSON array of the texts, in iteration order. */
    public static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    public static ObjectNode reference(String typeId, String id) {
        return object().put("typeId", typeId).put("id", id);
    }

    /** Parses one JSON value; a {@link Rejection} with code InvalidJsonInput if the bytes are not exactly one. */
    public static JsonNode parse(byte[] bytes) {
        JsonNode parsed;
        try {
            parsed = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Rejection.invalidJson(e.getOriginalMessage());
        } catch (IOException e) {
            // Wrong UTF-8 shows as a plain IOException of the parser; there is no other source of I/O here.
            throw Rejection.invalidJson("The body is not valid UTF-8");
        }
        if (parsed == null || parsed.isMissingNode()) {
            throw Rejection.invalidJson("No content to map due to end-of-input");
        }
        return parsed;
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a member, or null where it is absent, null or not a text. */
    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** Whether the member is there and not null. */
    public static boolean has(JsonNode node, String name) {
        return node.hasNonNull(name);
    }

    /** The member as an array; an empty detached array where there is none. */
    public static ArrayNode list(JsonNode node, String name) {
        return node.get(name) instanceof ArrayNode array ? array : array();
    }

    /** The member as an object, or null. */
    public static @Nullable ObjectNode child(JsonNode node, String name) {
        return node.get(name) instanceof ObjectNode object ? object : null;
    }

    /** Whether two trees say the same; 1 and 1.0, or an int and a long, are the same number. */
    public static boolean same(JsonNode left, JsonNode right) {
        return left.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                right);
    }

    /** Sets the member, or removes it where the value is null. */
    public static void put(ObjectNode node, String name, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            node.remove(name);
        } else {
            node.set(name, value);
        }
    }
}
