package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.settings.RunTimeConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The custom type of orders. A shop has one type per order, so where it has one already, the connector adds its fields
 * to that; otherwise it creates one. Thread-safe.
 */
public final class OrderType {
    private static final Duration TRUST = Duration.ofMinutes(10);

    /** The type as it stands in the shop. */
    public record Known(String id, String key) {}

    private record Checked(String key, Optional<String> collectField, Known type, Instant until) {}

    private final Commercetools shop;
    private final FieldNames names;
    private final Clock clock;
    private volatile @Nullable Checked checked;

    /** The type with fields of those names. */
    public OrderType(Commercetools shop, FieldNames names, Clock clock) {
        this.shop = shop;
        this.names = names;
        this.clock = clock;
    }

    /**
     * The type with all its fields, created or extended where needed; empty when none is configured. Looked at again
     * every ten minutes.
     */
    public Optional<Known> ensured(RunTimeConfiguration configuration, Deadline deadline) {
        if (configuration.orderCustomTypeKey().isEmpty()) {
            return Optional.empty();
        }
        String key = configuration.orderCustomTypeKey().get();
        Checked last = checked;
        if (last != null
                && last.key().equals(key)
                && last.collectField().equals(configuration.collectFieldName())
                && clock.instant().isBefore(last.until())) {
            return Optional.of(last.type());
        }
        Known type = Conflicts.resolved(() -> ensure(key, configuration.collectFieldName(), deadline));
        checked = new Checked(
                key, configuration.collectFieldName(), type, clock.instant().plus(TRUST));
        return Optional.of(type);
    }

    /** Looks again at the next use, because the shop just said something unexpected about a field. */
    public void doubt() {
        checked = null;
    }

    /** The fields that the configured type lacks; empty when it is complete or none is configured. */
    public List<String> missing(RunTimeConfiguration configuration, Deadline deadline) {
        Optional<String> key = configuration.orderCustomTypeKey();
        Map<String, ObjectNode> wanted = definitions(configuration.collectFieldName());
        Set<String> present = key.flatMap(name -> shop.within(deadline).find(path(name)))
                .map(OrderType::fieldNames)
                .orElse(Set.of());
        return key.isEmpty()
                ? List.of()
                : wanted.keySet().stream()
                        .filter(name -> !present.contains(name))
                        .toList();
    }

    private Known ensure(String key, Optional<String> collectField, Deadline deadline) {
        Map<String, ObjectNode> wanted = definitions(collectField);
        Optional<JsonNode> present = shop.within(deadline).find(path(key));
        if (present.isEmpty()) {
            ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", key);
            draft.putObject("name").put("en", "fftOrderType");
            draft.putArray("resourceTypeIds").add("order");
            draft.putArray("fieldDefinitions").addAll(wanted.values());
            return known(shop.within(deadline).post("/types", draft), key);
        }
        Set<String> fields = fieldNames(present.get());
        ArrayNode actions = JsonHttp.JSON.createArrayNode();
        wanted.forEach((name, definition) -> {
            if (!fields.contains(name)) {
                actions.addObject().put("action", "addFieldDefinition").set("fieldDefinition", definition);
            }
        });
        if (!actions.isEmpty()) {
            ObjectNode update = JsonHttp.JSON
                    .createObjectNode()
                    .put("version", present.get().path("version").asLong());
            update.set("actions", actions);
            shop.within(deadline).post(path(key), update);
        }
        return known(present.get(), key);
    }

    private Map<String, ObjectNode> definitions(Optional<String> collectField) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(definition(names.orderId(), "String", "FFT Order ID"));
        all.add(definition(names.pickJobId(), "String", "FFT PickJob ID"));
        all.add(definition(names.shortId(), "String", "FFT Short ID"));
        all.add(definition(names.facilityId(), "String", "FFT Facility ID"));
        all.add(definition(names.loadUnitsAmount(), "Number", "FFT Load Units Amount"));
        all.add(definition(names.handoverJobId(), "String", "FFT HandoverJob ID"));
        all.add(definition(names.parcels(), "String", "FFT Parcels"));
        collectField.ifPresent(name -> all.add(definition(name, "String", "FFT Click & Collect Facility")));
        return all.stream()
                .collect(Collectors.toMap(
                        field -> field.path("name").asText(),
                        field -> field,
                        (first, again) -> first,
                        LinkedHashMap::new));
    }

    private static ObjectNode definition(String name, String type, String label) {
        ObjectNode definition =
                JsonHttp.JSON.createObjectNode().put("name", name).put("required", false);
        definition.putObject("label").put("en", label);
        definition.putObject("type").put("name", type);
        definition.put("inputHint", "SingleLine");
        return definition;
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
