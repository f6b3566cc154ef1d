package io.waybill.connector.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Custom types of the project. A resource of commercetools carries one type, so where the shop has one already, the
 * connector adds its fields to that and touches nothing else of it; otherwise it creates one. Thread-safe.
 */
public final class CustomTypes {
    private static final Duration TRUST = Duration.ofMinutes(10);

    /** A type as it stands in the shop. */
    public record Known(String id, String key) {}

    /**
     * A field that a type has to have.
     *
     * @param type name of a field type, for example {@code String}
     */
    public record Field(String name, String type, String label) {
        ObjectNode definition() {
            ObjectNode definition =
                    JsonHttp.JSON.createObjectNode().put("name", name).put("required", false);
            definition.putObject("label").put("en", label);
            definition.putObject("type").put("name", type);
            return definition.put("inputHint", "SingleLine");
        }
    }

    /**
     * A type that has to be there.
     *
     * @param name shown to people, where the connector creates it
     * @param resource what carries it, for example {@code order}
     */
    public record Wanted(String key, String name, String resource, List<Field> fields) {}

    private record Checked(Wanted wanted, Known type, Instant until) {}

    private final Commercetools shop;
    private final Clock clock;
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    /** Types of that project. */
    public CustomTypes(Commercetools shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
    }

    /** The type with all its fields, created or extended where needed. Looked at again every ten minutes. */
    public Known ensured(Wanted wanted, Deadline deadline) {
        Checked last = checked.get(wanted.key());
        if (last != null && last.wanted().equals(wanted) && clock.instant().isBefore(last.until())) {
            return last.type();
        }
        Known type = Conflicts.resolved(() -> ensure(wanted, deadline));
        checked.put(wanted.key(), new Checked(wanted, type, clock.instant().plus(TRUST)));
        return type;
    }

    /** Looks again at the next use, because the shop just said something unexpected about a field. */
    public void doubt() {
        checked.clear();
    }

    /** The fields that the type lacks; all of them when it does not exist. */
    public List<String> missing(Wanted wanted, Deadline deadline) {
        Set<String> present = shop.within(deadline)
                .find(path(wanted.key()))
                .map(CustomTypes::fieldNames)
                .orElse(Set.of());
        return wanted.fields().stream()
                .map(Field::name)
                .filter(name -> !present.contains(name))
                .toList();
    }

    private Known ensure(Wanted wanted, Deadline deadline) {
        Optional<JsonNode> present = shop.within(deadline).find(path(wanted.key()));
        if (present.isEmpty()) {
            return known(shop.within(deadline).post("/types", draft(wanted)), wanted.key());
        }
        Set<String> fields = fieldNames(present.get());
        ArrayNode actions = JsonHttp.JSON.createArrayNode();
        wanted.fields().stream()
                .filter(field -> !fields.contains(field.name()))
                .forEach(field -> actions.addObject()
                        .put("action", "addFieldDefinition")
                        .set("fieldDefinition", field.definition()));
        if (!actions.isEmpty()) {
            ObjectNode update = JsonHttp.JSON
                    .createObjectNode()
                    .put("version", present.get().path("version").asLong());
            update.set("actions", actions);
            shop.within(deadline).post(path(wanted.key()), update);
        }
        return known(present.get(), wanted.key());
    }

    private static ObjectNode draft(Wanted wanted) {
        ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", wanted.key());
        draft.putObject("name").put("en", wanted.name());
        draft.putArray("resourceTypeIds").add(wanted.resource());
        ArrayNode definitions = draft.putArray("fieldDefinitions");
        wanted.fields().forEach(field -> definitions.add(field.definition()));
        return draft;
    }

    private static Set<String> fieldNames(JsonNode type) {
        return type.path("fieldDefinitions")
                .valueStream()
                .map(field -> field.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static Known known(JsonNode type, String key) {
        return new Known(type.path("id").asText(), key);
    }

    private static String path(String key) {
        return "/types/key=" + JsonHttp.encode(key);
    }
}
