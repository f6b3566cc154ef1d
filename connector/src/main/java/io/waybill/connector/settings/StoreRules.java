package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a merchant says about the stores of the shop, by key; the entry {@code *} holds for stores that have none of their
 * own. Without any, the supply channels of a store decide and nothing else is different about its orders.
 */
public record StoreRules(Map<String, StoreRule> byKey) {
    private static final String OTHERS = "*";
    private static final String TENANT = "[a-z0-9][a-z0-9-]{0,31}";

    /**
     * What is special about the orders of a store.
     *
     * @param facilities keys of the facilities that may serve it instead of the store's supply channels; an empty list
     *     lets every facility serve it
     * @param facilityGroup the group whose facilities may serve it instead
     * @param tags tags of its orders, by id
     * @param tenant name of the platform its orders go to
     */
    public record StoreRule(
            Optional<List<String>> facilities,
            Optional<String> facilityGroup,
            Map<String, String> tags,
            Optional<String> tenant) {
        static final StoreRule NONE = new StoreRule(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** Reads {@code stores} of the run-time configuration; what makes no sense is added to the problems. */
    static StoreRules read(JsonNode json, List<String> problems) {
        Map<String, StoreRule> rules = new LinkedHashMap<>();
        json.properties().forEach(entry -> rules.put(entry.getKey(), rule(entry.getKey(), entry.getValue(), problems)));
        return new StoreRules(Map.copyOf(rules));
    }

    /** The rule for stores that have none of their own. */
    public StoreRule others() {
        return byKey.getOrDefault(OTHERS, StoreRule.NONE);
    }

    /** The rule for orders of that store; for orders of no store, nothing is special. */
    public StoreRule of(Optional<String> storeKey) {
        return storeKey.map(key -> byKey.getOrDefault(key, others())).orElse(StoreRule.NONE);
    }

    /** Whether several platforms share the shop's orders. */
    public boolean nameTenants() {
        return byKey.values().stream().anyMatch(rule -> rule.tenant().isPresent());
    }

    private static StoreRule rule(String store, JsonNode json, List<String> problems) {
        Optional<List<String>> facilities = Optional.empty();
        if (json.path("facilities").isArray()) {
            List<String> keys = new ArrayList<>();
            json.path("facilities").forEach(key -> keys.add(key.asText("")));
            facilities = Optional.of(
                    keys.stream().filter(key -> !key.isBlank()).distinct().toList());
        } else if (json.has("facilities")) {
            problems.add("stores." + store + ".facilities has to be a list of facility keys");
        }
        Optional<String> group = text(json, "facilityGroup");
        if (group.isPresent() && facilities.isPresent()) {
            problems.add("stores." + store + " names facilities and a facilityGroup; the facilities hold");
            group = Optional.empty();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        json.path("tags").properties().forEach(tag -> {
            if (tag.getValue().isValueNode() && !tag.getValue().asText("").isBlank()) {
                tags.put(tag.getKey(), tag.getValue().asText());
            } else {
                problems.add("stores." + store + ".tags." + tag.getKey() + " has to have a value");
            }
        });
        Optional<String> tenant = text(json, "tenant");
        if (tenant.filter(name -> !name.matches(TENANT)).isPresent()) {
            problems.add("stores." + store + ".tenant has to be 1 to 32 small letters, digits or -");
            tenant = Optional.empty();
        }
        return new StoreRule(facilities, group, Map.copyOf(tags), tenant);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
