package io.waybill.platform.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The public API's OpenAPI document, as far as tests ask it: which operation a request is, which statuses it may
 * answer, and whether an answer has the shape that is promised. Read once per process. Thread-safe.
 */
final class Contract {
    private static final String FILE = "shared/reference/fulfillmenttools-openapi.yaml";

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Contract(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("responses")) {
                        operations.add(new Operation(method.getKey().toUpperCase(), path.getKey(), method.getValue()));
                    }
                }));
    }

    /** The contract from the nearest folder above the working directory that has it. */
    static Optional<Contract> find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(read(file));
            }
        }
        return Optional.empty();
    }

    private static Contract read(Path file) {
        ObjectMapper json = new ObjectMapper();
        try {
            // YAML of that size takes seconds to read, JSON a fraction of one.
            Path converted = Path.of(
                    "target", "contract-" + Files.getLastModifiedTime(file).toMillis() + ".json");
            if (Files.isRegularFile(converted)) {
                return new Contract(json.readTree(converted.toFile()));
            }
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(32 * 1024 * 1024);
            try (InputStream in = Files.newInputStream(file)) {
                JsonNode document = json.valueToTree(new Yaml(new SafeConstructor(options)).load(in));
                Files.createDirectories(converted.getParent());
                Path written = Files.createTempFile(converted.getParent(), "contract-", ".part");
                json.writeValue(written.toFile(), document);
                Files.move(written, converted, StandardCopyOption.REPLACE_EXISTING);
                return new Contract(document);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operation that serves the path; one with literal segments comes before one with a parameter there. */
    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method.equals(method)
                        && operation.pattern.matcher(path).matches())
                .min((one, other) -> Long.compare(one.parameters(), other.parameters()));
    }

    /**
     * The schema of the JSON that the operation answers with that status; empty when the contract promises none.
     */
    Optional<Schema> response(Operation operation, int status) {
        JsonNode response = resolve(operation.definition.path("responses").path(String.valueOf(status)));
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(schemas.computeIfAbsent(operation.toString() + " " + status, ignored -> compile(schema)));
    }

    /** The media types of which the contract promises one; empty when it promises no body. */
    Set<String> mediaTypes(Operation operation, int status) {
        Set<String> types = new TreeSet<>();
        resolve(operation.definition.path("responses").path(String.valueOf(status)))
                .path("content")
                .fieldNames()
                .forEachRemaining(types::add);
        return types;
    }

    /** The schema of every error. */
    Schema errors() {
        return schemas.computeIfAbsent("ApiError", name -> {
            ObjectNode reference = new ObjectMapper().createObjectNode();
            reference.put("$ref", "#/components/schemas/" + name);
            return compile(reference);
        });
    }

    /** Only the components that the schema reaches are compiled; the whole document would take seconds. */
    private Schema compile(JsonNode schema) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        ObjectNode components = root.putObject("components").putObject("schemas");
        JsonNode answer = relaxed(schema);
        root.putArray("allOf").add(answer);
        Deque<JsonNode> open = new ArrayDeque<>(List.of(answer));
        while (!open.isEmpty()) {
            for (JsonNode reference : open.pop().findValues("$ref")) {
                String name = reference.asText().substring(reference.asText().lastIndexOf('/') + 1);
                if (!components.has(name)) {
                    JsonNode component = relaxed(document.at("/components/schemas/" + name));
                    components.set(name, component);
                    open.push(component);
                }
            }
        }
        return registry.getSchema(root);
    }

    /**
     * A copy that means what the contract's authors meant. Its alternatives often overlap, so an answer that fits two of
     * them would fail a oneOf. And where allOf joins schemas of which one allows no additional properties, all of their
     * properties are meant to be allowed: in the words of JSON Schema, such a schema fits nothing. A property that is
     * described twice is meant as the last of the joined schemas says.
     */
    private JsonNode relaxed(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey().equals("oneOf") ? "anyOf" : entry.getKey(), relaxed(entry.getValue())));
            copy.remove("discriminator");
            if (object.path("allOf").isArray() && closed(object)) {
                return joined(object);
            }
            return object.path("allOf").isArray() && describesTwice(object) ? opened(object) : copy;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(relaxed(element)));
            return copy;
        }
        return schema;
    }

    /** Whether a property is described by more than one of the joined schemas, or by one of them and the joining one. */
    private boolean describesTwice(JsonNode joining) {
        Set<String> described = new TreeSet<>();
        joining.path("properties").fieldNames().forEachRemaining(described::add);
        for (JsonNode member : joining.path("allOf")) {
            Set<String> own = new TreeSet<>();
            propertyNames(member, own);
            if (own.stream().anyMatch(described::contains)) {
                return true;
            }
            described.addAll(own);
        }
        return false;
    }

    private ObjectNode joined(ObjectNode schema) {
        ObjectNode copy = opened(schema);
        ObjectNode properties = copy.withObjectProperty("properties");
        Set<String> names = new TreeSet<>();
        propertyNames(schema, names);
        names.forEach(name -> {
            if (!properties.has(name)) {
                properties.putObject(name);
            }
        });
        copy.put("additionalProperties", false);
        return copy;
    }

    /** The schema with its joined schemas written out in place, and open for additional properties. */
    private ObjectNode opened(JsonNode schema) {
        JsonNode resolved = resolve(schema);
        ObjectNode copy = new ObjectMapper().createObjectNode();
        resolved.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "allOf" -> {
                    ArrayNode members = copy.putArray("allOf");
                    entry.getValue().forEach(member -> members.add(opened(member)));
                    leaveToTheLast(members, resolved);
                }
                case "anyOf", "oneOf" -> {
                    ArrayNode members = copy.putArray("anyOf");
                    entry.getValue().forEach(member -> members.add(opened(member)));
                }
                case "additionalProperties" -> {
                    if (entry.getValue().isObject()) {
                        copy.set(entry.getKey(), relaxed(entry.getValue()));
                    }
                }
                case "discriminator" -> {}
                default -> copy.set(entry.getKey(), relaxed(entry.getValue()));
            }
        });
        return copy;
    }

    /** A property that several joined schemas describe is meant as the last of them, or the joining one, says. */
    private void leaveToTheLast(ArrayNode members, JsonNode joining) {
        Set<String> described = new TreeSet<>();
        joining.path("properties").fieldNames().forEachRemaining(described::add);
        for (int index = members.size() - 1; index >= 0; index--) {
            Set<String> own = new TreeSet<>();
            propertyNames(members.get(index), own);
            forget(members.get(index), described);
            described.addAll(own);
        }
    }

    private static void forget(JsonNode schema, Set<String> properties) {
        if (schema.path("properties") instanceof ObjectNode own) {
            own.remove(properties);
        }
        members(schema).forEach(member -> forget(member, properties));
    }

    private boolean closed(JsonNode schema) {
        JsonNode resolved = resolve(schema);
        JsonNode additional = resolved.path("additionalProperties");
        return additional.isBoolean() && !additional.booleanValue()
                || members(resolved).anyMatch(this::closed);
    }

    private void propertyNames(JsonNode schema, Set<String> names) {
        JsonNode resolved = resolve(schema);
        resolved.path("properties").fieldNames().forEachRemaining(names::add);
        members(resolved).forEach(member -> propertyNames(member, names));
    }

    private static Stream<JsonNode> members(JsonNode schema) {
        return Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(keyword -> StreamSupport.stream(schema.path(keyword).spliterator(), false));
    }

    private JsonNode resolve(JsonNode node) {
        @Nullable JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.asText().substring(1));
    }

    /** One operation of the contract. */
    static final class Operation {
        private final String method;
        private final String template;
        private final JsonNode definition;
        private final Pattern pattern;

        Operation(String method, String template, JsonNode definition) {
            this.method = method;
            this.template = template;
            this.definition = definition;
            StringBuilder regex = new StringBuilder();
            for (String segment : template.substring(1).split("/")) {
                regex.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
            }
            this.pattern = Pattern.compile(regex + "/?");
        }

        boolean answers(int status) {
            return definition.path("responses").has(String.valueOf(status));
        }

        String id() {
            return definition.path("operationId").asText();
        }

        List<String> statuses() {
            List<String> statuses = new ArrayList<>();
            definition.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        private long parameters() {
            return template.chars().filter(character -> character == '{').count();
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }
}
