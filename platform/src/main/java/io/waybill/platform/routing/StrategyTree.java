package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.routing.RoutingStrategy.Condition;
import io.waybill.platform.routing.RoutingStrategy.Configuration;
import io.waybill.platform.routing.RoutingStrategy.Element;
import io.waybill.platform.routing.RoutingStrategy.Node;
import io.waybill.platform.routing.StrategyEvaluation.Outcome;
import io.waybill.platform.routing.StrategyEvaluation.PathElement;
import io.waybill.platform.routing.StrategyEvaluation.Way;
import io.waybill.sourcing.PropertyTrees;
import io.waybill.sourcing.RulePart;
import io.waybill.sourcing.Truth;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a strategy, checked, with what holds at each of its nodes. A node is always reached from the same node
 * above, so that what holds at it does not depend on the order. Immutable and safe for use by many threads.
 */
final class StrategyTree {
    /** Most nodes and conditions of a tree. */
    static final int MOST_ELEMENTS = 500;

    /** Most elements from the root to the farthest one, along nodes and conditions. */
    static final int DEEPEST = 100;

    private static final Set<String> RULE_FIELDS = Set.of("predicates", "predicateConnector");

    private final RoutingStrategy strategy;
    private final ZoneId zone;
    private final Map<String, Effective> effective = new LinkedHashMap<>();
    private final Map<String, RulePart> rules = new HashMap<>();
    private final Map<String, List<PathElement>> ways = new HashMap<>();
    private final Set<String> categories = new TreeSet<>();
    private final Set<String> ids = new HashSet<>();

    private StrategyTree(RoutingStrategy strategy, ZoneId zone) {
        this.strategy = strategy;
        this.zone = zone;
    }

    /**
     * What holds at a node.
     *
     * @param config its own configuration over those above
     * @param planning likewise
     */
    record Effective(Configuration config, NodePlanning planning, ActiveStrategy active) {}

    /**
     * What holds for an order.
     *
     * @param path how it came to the node
     */
    record Evaluated(Effective effective, List<PathElement> path) {}

    /**
     * @param zone on whose clocks yearly time frames begin and end
     * @throws Rejection 400 naming what is wrong and where
     */
    static StrategyTree of(RoutingStrategy strategy, ZoneId zone) {
        Node root = strategy.rootNode();
        checkSize(root);
        if (!root.active()) {
            throw Rejection.invalid("rootNode.active must be true");
        }
        if (root.activationTimeFrames() != null && !root.activationTimeFrames().isEmpty()) {
            throw Rejection.invalid("rootNode.activationTimeFrames must be empty: the root always holds");
        }
        StrategyTree tree = new StrategyTree(strategy, zone);
        tree.add(root, "rootNode", null, List.of());
        for (String planned : tree.planning().keySet()) {
            if (!tree.effective.containsKey(planned)) {
                throw Rejection.invalid("planning: the strategy has no node " + planned);
            }
        }
        return tree;
    }

    RoutingStrategy strategy() {
        return strategy;
    }

    /** The categories that its nodes name. */
    Set<String> categories() {
        return categories;
    }

    /** The ids of the facilities that it falls back to. */
    Set<String> fallbackFacilities() {
        return effective.values().stream()
                .map(here -> here.active().fallback())
                .filter(Objects::nonNull)
                .map(ActiveStrategy.Fallback::facilityId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the way of an order depends on the order. */
    boolean asksOrders() {
        return !rules.isEmpty();
    }

    /**
     * What holds for an order at that time. A condition that cannot be answered, because a property has another type
     * than it asks for, does not hold.
     *
     * @param order in the shape of the contract
     */
    Evaluated evaluate(JsonNode order, Instant now) {
        PropertyTrees trees = PropertyTrees.ofOrder(asksOrders() ? ToolkitRules.tree(order) : null);
        Way way = StrategyEvaluation.evaluate(
                strategy.rootNode(),
                condition -> Objects.requireNonNull(rules.get(condition.ref()))
                                .evaluate(trees)
                                .result()
                        == Truth.TRUE,
                element -> counts(element, now));
        return new Evaluated(Objects.requireNonNull(effective.get(way.node().ref())), way.path());
    }

    /**
     * What holds for an order that comes to that node, and how it would come there: by its conditions and past those
     * before them, whether or not they count now.
     *
     * @throws Rejection 404
     */
    Evaluated at(String nodeId) {
        Effective found = effective.get(nodeId);
        if (found == null) {
            throw Rejection.notFound("Node", nodeId);
        }
        return new Evaluated(found, Objects.requireNonNull(ways.get(nodeId)));
    }

    private boolean counts(Element element, Instant now) {
        return Boolean.TRUE.equals(element.active())
                && ActivationTime.isWithin(element.activationTimeFrames(), now, zone);
    }

    private Map<String, NodePlanning> planning() {
        return Objects.requireNonNullElse(strategy.planning(), Map.of());
    }

    private void add(Node node, String path, @Nullable Effective above, List<PathElement> way) {
        own(node.ref(), path);
        if (node.categoryRef() != null) {
            categories.add(node.categoryRef());
        }
        ActivationTime.check(node.activationTimeFrames(), zone, path);
        NodePlanning said = planning().getOrDefault(node.ref(), NodePlanning.INHERITED);
        StrategyRules.check(said, "planning." + node.ref());
        // What is wrong with the node itself is named by its own path, what is wrong with the whole by that of both.
        StrategyRules.read(strategy.globalConfiguration(), node.config(), said, path + ".config");
        Configuration config = above == null ? node.config() : node.config().over(above.config());
        NodePlanning planning = above == null ? said : said.over(above.planning());
        Effective here = new Effective(
                config,
                planning,
                StrategyRules.read(
                        strategy.globalConfiguration(),
                        config,
                        planning,
                        above == null ? path + ".config" : path + ".config with what it inherits"));
        effective.put(node.ref(), here);
        List<PathElement> wayHere = with(
                way,
                PathElement.of(node, Boolean.TRUE.equals(node.active()) ? Outcome.NODE_ACTIVE : Outcome.NODE_INACTIVE));
        ways.put(node.ref(), wayHere);
        List<PathElement> wayOn = wayHere;
        String conditionPath = path + ".nextCondition";
        for (Condition next = node.nextCondition(); next != null; next = next.nextCondition()) {
            own(next.ref(), conditionPath);
            ActivationTime.check(next.activationTimeFrames(), zone, conditionPath);
            rules.put(next.ref(), rule(conditionPath + ".rule", next.rule()));
            boolean active = Boolean.TRUE.equals(next.active());
            add(
                    next.nextNode(),
                    conditionPath + ".nextNode",
                    here,
                    with(wayOn, PathElement.of(next, active ? Outcome.CONDITION_TRUE : Outcome.CONDITION_INACTIVE)));
            wayOn = with(wayOn, PathElement.of(next, active ? Outcome.CONDITION_FALSE : Outcome.CONDITION_INACTIVE));
            conditionPath = conditionPath + ".nextCondition";
        }
    }

    private static RulePart rule(String path, ObjectNode rule) {
        rule.fieldNames().forEachRemaining(field -> {
            if (!RULE_FIELDS.contains(field)) {
                throw Rejection.invalid(path + "." + field + " is not a known field");
            }
        });
        return ToolkitRules.condition(path, rule);
    }

    private void own(String id, String path) {
        if (!ids.add(id)) {
            throw Rejection.invalid(path + ".id must not be that of another element: " + id);
        }
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private static void checkSize(Node root) {
        int elements = 0;
        List<Element> level = List.of(root);
        for (int depth = 1; !level.isEmpty(); depth++) {
            elements += level.size();
            if (depth > DEEPEST || elements > MOST_ELEMENTS) {
                throw Rejection.invalid("rootNode must have at most " + MOST_ELEMENTS
                        + " nodes and conditions, at most " + DEEPEST + " of them below one another");
            }
            List<Element> below = new ArrayList<>();
            level.forEach(element -> below.addAll(below(element)));
            level = below;
        }
    }

    private static List<Element> below(Element element) {
        return switch (element) {
            case Node node -> node.nextCondition() == null ? List.of() : List.of(node.nextCondition());
            case Condition condition ->
                condition.nextCondition() == null
                        ? List.of(condition.nextNode())
                        : List.of(condition.nextNode(), condition.nextCondition());
        };
    }

    /**
     * The tree with another node in the place of the one with that id.
     *
     * @throws Rejection 404
     */
    static Node replaceNode(Node root, String nodeId, Function<Node, Node> change) {
        boolean[] found = new boolean[1];
        Node changed = map(
                root,
                node -> {
                    if (!node.ref().equals(nodeId)) {
                        return node;
                    }
                    found[0] = true;
                    return change.apply(node);
                },
                Function.identity());
        if (!found[0]) {
            throw Rejection.notFound("Node", nodeId);
        }
        return changed;
    }

    /**
     * The tree with another condition in the place of the one with that id.
     *
     * @throws Rejection 404
     */
    static Node replaceCondition(Node root, String conditionId, Function<Condition, Condition> change) {
        boolean[] found = new boolean[1];
        Node changed = map(root, Function.identity(), condition -> {
            if (!condition.ref().equals(conditionId)) {
                return condition;
            }
            found[0] = true;
            return change.apply(condition);
        });
        if (!found[0]) {
            throw Rejection.notFound("Condition", conditionId);
        }
        return changed;
    }

    /**
     * The tree with other ids throughout.
     *
     * @param given learns the new id of each old one
     */
    static Node renewed(Node root, Identifiers identifiers, Map<String, String> given) {
        return map(
                root,
                node -> node.withId(given.computeIfAbsent(node.ref(), old -> identifiers.next())),
                condition -> condition.withId(given.computeIfAbsent(condition.ref(), old -> identifiers.next())));
    }

    /**
     * The tree with an id at each element. An element that names none keeps that of the one stored element of its kind
     * with its name, if nobody else has it; the root always keeps its own.
     *
     * @throws Rejection 400 when an element names an id that the stored tree does not have
     */
    static Node identified(Node root, Node stored, Identifiers identifiers) {
        checkSize(root);
        Map<Map<String, String>, List<String>> nodes = new HashMap<>();
        Map<Map<String, String>, List<String>> conditions = new HashMap<>();
        Set<String> known = new HashSet<>();
        map(
                stored,
                node -> {
                    nodes.computeIfAbsent(node.nameLocalized(), name -> new ArrayList<>())
                            .add(node.ref());
                    known.add(node.ref());
                    return node;
                },
                condition -> {
                    conditions
                            .computeIfAbsent(condition.nameLocalized(), name -> new ArrayList<>())
                            .add(condition.ref());
                    known.add(condition.ref());
                    return condition;
                });
        Set<String> used = new HashSet<>();
        used.add(stored.ref());
        Node rooted = root.withId(stored.ref());
        map(rooted, node -> claim(node, known, used), condition -> claim(condition, known, used));
        return map(
                rooted,
                node -> node.withId(id(node, nodes, used, identifiers)),
                condition -> condition.withId(id(condition, conditions, used, identifiers)));
    }

    private static <T extends Element> T claim(T element, Set<String> known, Set<String> used) {
        String id = element.id();
        if (id != null) {
            if (!known.contains(id)) {
                throw Rejection.invalid(
                        "rootNode: the strategy has no element with the id " + id + "; leave the id of a new one out");
            }
            used.add(id);
        }
        return element;
    }

    private static String id(
            Element element, Map<Map<String, String>, List<String>> stored, Set<String> used, Identifiers identifiers) {
        if (element.id() != null) {
            return element.id();
        }
        List<String> sameName = stored.getOrDefault(element.nameLocalized(), List.of());
        return sameName.size() == 1 && used.add(sameName.getFirst()) ? sameName.getFirst() : identifiers.next();
    }

    /** What of the planning is said of nodes that the tree has. */
    static @Nullable Map<String, NodePlanning> planningWithin(Node root, @Nullable Map<String, NodePlanning> planning) {
        if (planning == null) {
            return null;
        }
        Map<String, NodePlanning> kept = new TreeMap<>();
        map(
                root,
                node -> {
                    NodePlanning said = planning.get(node.ref());
                    if (said != null) {
                        kept.put(node.ref(), said);
                    }
                    return node;
                },
                Function.identity());
        return kept.isEmpty() ? null : kept;
    }

    /** The tree with every element changed, those above first. */
    private static Node map(Node node, Function<Node, Node> nodes, Function<Condition, Condition> conditions) {
        Node changed = nodes.apply(node);
        Condition next = changed.nextCondition();
        return next == null ? changed : changed.withNextCondition(map(next, nodes, conditions));
    }

    private static Condition map(
            Condition condition, Function<Node, Node> nodes, Function<Condition, Condition> conditions) {
        Condition changed = conditions.apply(condition);
        Condition next = changed.nextCondition();
        return changed.leadingTo(
                map(changed.nextNode(), nodes, conditions), next == null ? null : map(next, nodes, conditions));
    }
}
