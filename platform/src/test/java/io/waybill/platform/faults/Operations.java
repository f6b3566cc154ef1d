package io.waybill.platform.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the running platform says it can do: the operations of its own description, with bodies that fit their schemas. */
final class Operations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEEPEST = 5;

    /** The description shows these as what Java makes of them, not as what they are on the wire: any JSON, an object. */
    private static final Set<String> FREE = Set.of("JsonNode", "ObjectNode");

    private final JsonNode document;

    Operations(JsonNode document) {
        this.document = document;
    }

    /** One operation; the login, whose errors have a shape of their own, is not among them. */
    record Operation(String method, String path, JsonNode description) {
        boolean takesBody() {
            return description.has("requestBody");
        }

        boolean isSearch() {
            return path.endsWith("/search");
        }

        String id() {
            return description.path("operationId").asText();
        }

        List<String> parameters(String in) {
            List<String> names = new ArrayList<>();
            description.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals(in)) {
                    names.add(parameter.path("name").asText());
                }
            });
            return names;
        }

        /** The path with the values given, and ids that nothing has for the rest. */
        String path(Map<String, String> values) {
            return PARAMETER
                    .matcher(path)
                    .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(
                            found.group(1), UUID.randomUUID().toString())));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/api/") || path.getKey().startsWith("/waybill/")) {
                path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                });
            }
        });
        return operations;
    }

    List<Operation> withBody() {
        return all().stream().filter(Operation::takesBody).toList();
    }

    /** A body that holds what is required and nothing else. */
    JsonNode smallestBody(Operation operation) {
        return example(schema(operation), 0, Set.of());
    }

    /** Bodies of which each holds what is required and one of the fields that are not. */
    List<JsonNode> bodiesWithOptionalFields(Operation operation) {
        List<JsonNode> bodies = new ArrayList<>();
        JsonNode schema = resolved(schema(operation));
        schema.path("properties").fieldNames().forEachRemaining(name -> {
            JsonNode body = example(schema, 0, Set.of(name));
            if (!required(schema).contains(name)) {
                bodies.add(body);
            }
        });
        return bodies;
    }

    private static JsonNode schema(Operation operation) {
        return operation
                .description()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private JsonNode example(JsonNode reference, int depth, Set<String> wanted) {
        JsonNode schema = resolved(reference);
        if (isFree(reference) || depth > DEEPEST) {
            return NODES.objectNode();
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> NODES.textNode(text(schema));
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> array(schema, depth);
            default -> object(schema, depth, wanted);
        };
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        array.add(example(schema.path("items"), depth + 1, Set.of()));
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth, Set<String> wanted) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = required(schema);
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || wanted.contains(property.getKey())) {
                object.set(
                        property.getKey(),
                        example(property.getValue(), depth + 1, required(resolved(property.getValue()))));
            }
        });
        if (schema.has("additionalProperties") && object.isEmpty()) {
            object.set("de_DE", example(schema.path("additionalProperties"), depth + 1, Set.of()));
        }
        return object;
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-11-24T08:00:00Z";
            case "date" -> "2026-11-24";
            default -> "text-" + UUID.randomUUID();
        };
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new java.util.HashSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static boolean isFree(JsonNode reference) {
        @Nullable String name = reference.path("$ref").asText(null);
        return name != null && FREE.contains(name.substring(name.lastIndexOf('/') + 1));
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? document.at(schema.path("$ref").asText().substring(1))
                : schema.has("allOf") ? resolved(schema.path("allOf").get(0)) : schema;
    }
}
