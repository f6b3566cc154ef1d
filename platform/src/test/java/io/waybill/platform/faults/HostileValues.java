package io.waybill.platform.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Bodies that no honest client sends. */
final class HostileValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** Writes lone surrogates as escapes, as a client that knows no better does. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HostileValues() {}

    /** Bytes that are not JSON in UTF-8, or no body for an operation whatever it does. */
    static Map<String, byte[]> brokenBodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("nothing", new byte[0]);
        bodies.put("truncated", utf8("{\"name\": \"tru"));
        bodies.put("truncated after a comma", utf8("{\"version\": 1,"));
        bodies.put("two documents", utf8("{} {}"));
        bodies.put("a string", utf8("\"text\""));
        bodies.put("a number", utf8("7"));
        bodies.put("true", utf8("true"));
        bodies.put("null", utf8("null"));
        bodies.put("an array of null", utf8("[null]"));
        bodies.put("10,000 arrays in each other", utf8("[".repeat(10_000) + "]".repeat(10_000)));
        bodies.put("10,000 objects in each other", utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
        bodies.put("a number of 2,000 digits", utf8("{\"version\": " + "9".repeat(2_000) + "}"));
        bodies.put("NaN", utf8("{\"version\": NaN}"));
        bodies.put("an unescaped control character", utf8("{\"name\": \"\u0000\"}"));
        bodies.put("bytes that are not UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'});
        bodies.put("ISO-8859-1", "{\"name\": \"Köln\"}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("HTML", utf8("<html><body>hello</body></html>"));
        bodies.put("a form", utf8("name=value&other=value"));
        bodies.put("a comment", utf8("/* hello */ {}"));
        return bodies;
    }

    /** Bodies of which some operations may take some: then they succeed, or say why not. */
    static Map<String, byte[]> oddBodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("an empty object", utf8("{}"));
        bodies.put("an empty array", utf8("[]"));
        bodies.put("a byte order mark", utf8("\uFEFF{\"name\": \"text\"}"));
        bodies.put("UTF-16", "{\"name\": \"text\"}".getBytes(StandardCharsets.UTF_16));
        bodies.put("duplicate keys", utf8("{\"version\": 1, \"version\": 2, \"name\": \"a\", \"name\": \"b\"}"));
        bodies.put("1e400", utf8("{\"version\": 1e400, \"quantity\": 1e400, \"value\": 1e400, \"size\": 1e400}"));
        bodies.put("400 digits", utf8("{\"version\": " + "9".repeat(400) + ", \"size\": " + "9".repeat(400) + "}"));
        bodies.put("U+0000", utf8("{\"a\\u0000\": \"\\u0000\", \"name\": \"\\u0000\", \"id\": \"\\u0000\"}"));
        bodies.put("a lone surrogate", utf8("{\"name\": \"\\ud800\", \"id\": \"\\udc00\"}"));
        bodies.put(
                "SQL and HTML", utf8("{\"name\": \"'; drop table event; --\", \"id\": \"<script>alert(1)</script>\"}"));
        bodies.put(
                "an overlong encoding", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'});
        return bodies;
    }

    /** What a query parameter or a part of a path may be made of, percent-encoded. */
    static List<String> parameters() {
        return List.of(
                "-1",
                "0",
                "abc",
                "99999999",
                "99999999999999999999",
                "1e400",
                "NaN",
                "%00",
                "a%00b",
                "%20",
                "",
                "%FF",
                "%ED%A0%80",
                "%F0%9F%92%A9",
                "%2F",
                "..%2F..%2Fetc%2Fpasswd",
                "2026-99-99",
                "2026-11-24T25:00:00Z",
                "%2B999999999-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "NOT_A_VALUE",
                "null",
                "%7B%7D",
                "%5B%5D",
                "%27%20or%201%3D1--",
                "%3Cscript%3E",
                "urn:fft:facility:tenantFacilityId:%00",
                "a".repeat(3_000));
    }

    /** The body once for each of its leaves and each hostile value that fits the leaf's type or contradicts it. */
    static void mutations(JsonNode body, Consumer<byte[]> use) {
        if (body instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode before = object.get(name);
                for (JsonNode hostile : insteadOf(before)) {
                    object.set(name, hostile);
                    use.accept(bytes(body));
                }
                object.set(name, before);
                mutations(before, changed -> use.accept(bytes(body)));
            }
        } else if (body instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                JsonNode before = array.get(index);
                for (JsonNode hostile : insteadOf(before)) {
                    array.set(index, hostile);
                    use.accept(bytes(body));
                }
                array.set(index, before);
                mutations(before, changed -> use.accept(bytes(body)));
            }
        }
    }

    private static List<JsonNode> insteadOf(JsonNode value) {
        if (value.isTextual() && value.textValue().matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            return List.of(
                    NODES.textNode("+999999999-12-31T23:59:59Z"),
                    NODES.textNode("-999999999-01-01T00:00:00Z"),
                    NODES.textNode("0000-01-01T00:00:00Z"),
                    NODES.textNode("yesterday"),
                    NODES.numberNode(7));
        }
        if (value.isTextual()) {
            return List.of(
                    NODES.textNode("a\u0000b"),
                    NODES.textNode("\ud800"),
                    NODES.textNode(""),
                    NODES.textNode("x".repeat(100_000)),
                    NODES.textNode("'; drop table event; -- <script>"),
                    NODES.objectNode(),
                    NODES.nullNode());
        }
        if (value.isNumber()) {
            return List.of(
                    NODES.numberNode(-1),
                    NODES.numberNode(new BigInteger("9".repeat(400))),
                    NODES.numberNode(new BigDecimal("1e400")),
                    NODES.numberNode(new BigInteger("9223372036854775807")),
                    NODES.numberNode(2_147_483_647),
                    NODES.numberNode(new BigDecimal("0.5")),
                    NODES.textNode("seven"));
        }
        if (value.isBoolean()) {
            return List.of(NODES.textNode("maybe"), NODES.numberNode(7), NODES.nullNode());
        }
        if (value.isArray()) {
            ArrayNode withNull = NODES.arrayNode();
            withNull.addNull();
            return List.of(NODES.arrayNode(), withNull, NODES.textNode("text"), NODES.nullNode());
        }
        ObjectNode unstorable = NODES.objectNode();
        unstorable.put("key", "\u0000");
        ObjectNode unstorableKey = NODES.objectNode();
        unstorableKey.put("\u0000", "value");
        ObjectNode large = NODES.objectNode();
        large.set("number", NODES.numberNode(new BigDecimal("1e400")));
        return List.of(unstorable, unstorableKey, large, nested(900), NODES.textNode("text"), NODES.nullNode());
    }

    private static JsonNode nested(int depth) {
        ObjectNode outermost = NODES.objectNode();
        ObjectNode innermost = outermost;
        for (int level = 0; level < depth; level++) {
            innermost = innermost.putObject("a");
        }
        return outermost;
    }

    static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
