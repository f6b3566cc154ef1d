package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.routing.StrategyTree.Evaluated;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * The configurations that plans are decided by. A plan gets what the strategy in use says for its order when it is
 * decided for the first time, and keeps it: other strategies are for other plans. What was frozen is stored once, under
 * the hash of its content, whatever the number of plans; a plan carries the hash in the place of its
 * {@code activeConfig}, and answers get the configuration put there. Thread-safe.
 */
@ApplicationScoped
class PlanConfigurations {
    /** Far more than a strategy has ways through it; what is forgotten is read again. */
    private static final int MOST_KNOWN = 2_000;

    private final RoutingStrategies strategies;
    private final Orders orders;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    PlanConfigurations(RoutingStrategies strategies, Orders orders, ObjectMapper json, Clock clock) {
        this.strategies = strategies;
        this.orders = orders;
        this.json = json;
        this.clock = clock;
    }

    /** A configuration that plans name by its hash. */
    private record Known(FrozenConfiguration frozen, ActiveStrategy active, JsonNode config) {}

    /** A plan that carries its configuration. */
    record Configured(RoutingPlan plan, ActiveStrategy strategy) {}

    /** The plans with the configuration of each, in the same order; with at most four statements for all of them. */
    List<Configured> configured(Handle handle, List<RoutingPlan> plans) {
        Map<String, Known> frozen = known(
                handle,
                plans.stream()
                        .map(RoutingPlan::configurationHash)
                        .filter(Objects::nonNull)
                        .toList());
        List<RoutingPlan> fresh =
                plans.stream().filter(plan -> plan.configurationHash() == null).toList();
        Map<String, String> hashes = fresh.isEmpty() ? Map.of() : freeze(handle, fresh, frozen);
        List<Configured> configured = new ArrayList<>(plans.size());
        for (RoutingPlan plan : plans) {
            String hash = plan.configurationHash();
            RoutingPlan carrying = plan;
            if (hash == null) {
                hash = Objects.requireNonNull(hashes.get(plan.id()));
                carrying = plan.change().activeConfig(TextNode.valueOf(hash)).build();
            }
            configured.add(new Configured(
                    carrying, Objects.requireNonNull(frozen.get(hash)).active()));
        }
        return configured;
    }

    /** Evaluates the strategy in use for the plans; answers the hash for each, and adds what is behind them. */
    private Map<String, String> freeze(Handle handle, List<RoutingPlan> plans, Map<String, Known> frozen) {
        StrategyTree tree = strategies.inUse(handle);
        Map<String, JsonNode> asked = tree.asksOrders()
                ? orders.json(
                        handle,
                        plans.stream().map(RoutingPlan::orderRef).distinct().toList())
                : Map.of();
        Instant now = clock.instant();
        Map<List<StrategyEvaluation.PathElement>, String> byWay = new HashMap<>();
        Map<String, String> hashes = new HashMap<>();
        Map<String, String> documents = new TreeMap<>();
        for (RoutingPlan plan : plans) {
            JsonNode order = asked.getOrDefault(plan.orderRef(), json.createObjectNode());
            Evaluated evaluated = tree.evaluate(order, now);
            hashes.put(plan.id(), byWay.computeIfAbsent(evaluated.path(), way -> {
                FrozenConfiguration found = FrozenConfiguration.of(tree.strategy(), evaluated);
                String document = write(found);
                String hash = hash(document);
                documents.put(hash, document);
                frozen.computeIfAbsent(hash, key -> known(key, found));
                return hash;
            }));
        }
        // In the order of hashes: two transactions that store the same ones do not wait for each other in a circle.
        handle.createUpdate("insert into routing_configuration (hash, document) select r.hash, r.document from "
                        + "unnest(:hashes::text[], :documents::text[]) as r(hash, document) on conflict do nothing")
                .bindArray("hashes", String.class, documents.keySet().toArray())
                .bindArray("documents", String.class, documents.values().toArray())
                .execute();
        return hashes;
    }

    private Map<String, Known> known(Handle handle, Collection<String> hashes) {
        Map<String, Known> found = new HashMap<>();
        TreeSet<String> missing = new TreeSet<>();
        for (String hash : hashes) {
            Known one = known.get(hash);
            if (one == null) {
                missing.add(hash);
            } else {
                found.put(hash, one);
            }
        }
        if (!missing.isEmpty()) {
            handle.createQuery("select hash, document from routing_configuration where hash = any(:hashes)")
                    .bindArray("hashes", String.class, missing.toArray())
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(row -> found.put(row.getKey(), known(row.getKey(), read(row.getValue()))));
        }
        return found;
    }

    private Known known(String hash, FrozenConfiguration frozen) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(
                hash, key -> new Known(frozen, frozen.active(), json.valueToTree(frozen.config())));
    }

    /** The stored plan as it is answered. */
    String answer(Handle handle, String plan) {
        return answers(handle, List.of(plan)).getFirst();
    }

    /** The stored plans as they are answered; with at most one statement. */
    List<String> answers(Handle handle, List<String> plans) {
        List<ObjectNode> trees = plans.stream().map(this::tree).toList();
        Map<String, Known> configurations = known(
                handle,
                trees.stream()
                        .map(tree -> tree.path("activeConfig"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList());
        return trees.stream().map(tree -> answer(tree, configurations)).toList();
    }

    private String answer(ObjectNode plan, Map<String, Known> configurations) {
        Known configuration = configurations.get(plan.path("activeConfig").asText());
        if (configuration == null) {
            plan.remove("activeConfig");
        } else {
            plan.set("activeConfig", configuration.config());
        }
        return write(plan);
    }

    /** As {@link #answers}, of plans that were read already. */
    List<RoutingPlan> presented(Handle handle, List<RoutingPlan> plans) {
        Map<String, Known> configurations = known(
                handle,
                plans.stream()
                        .map(RoutingPlan::configurationHash)
                        .filter(Objects::nonNull)
                        .toList());
        return plans.stream()
                .map(plan -> {
                    String hash = plan.configurationHash();
                    Known configuration = hash == null ? null : configurations.get(hash);
                    return plan.change()
                            .activeConfig(configuration == null ? null : configuration.config())
                            .build();
                })
                .toList();
    }

    /** What a plan is decided by: what is frozen on it, or else what the strategy in use says for its order now. */
    ActiveStrategy of(Handle handle, RoutingPlan plan) {
        return configured(handle, List.of(plan)).getFirst().strategy();
    }

    /** The decision log of a plan, with how its order came to its configuration. */
    String explained(Handle handle, String planId, String decisionLog) {
        String hash = handle.createQuery("select document ->> 'activeConfig' from routing_plan where id = :id")
                .bind("id", planId)
                .mapTo(String.class)
                .findOne()
                .orElse("");
        Known configuration = known(handle, List.of(hash)).get(hash);
        if (configuration == null) {
            return decisionLog;
        }
        ObjectNode log = tree(decisionLog);
        log.putObject("routingStrategyEvaluationResult")
                .<ObjectNode>set("evaluatedConfig", configuration.config())
                .set("evaluatedPath", json.valueToTree(configuration.frozen().evaluatedPath()));
        return write(log);
    }

    private static String hash(String document) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private FrozenConfiguration read(String document) {
        try {
            return json.readValue(document, FrozenConfiguration.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A frozen routing configuration cannot be read", failure);
        }
    }

    private ObjectNode tree(String document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored routing plan or decision log cannot be read", failure);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A routing configuration cannot be written as JSON", failure);
        }
    }
}
