package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.routing.RoutingStrategy.Condition;
import io.waybill.platform.routing.RoutingStrategy.Configuration;
import io.waybill.platform.routing.RoutingStrategy.Element;
import io.waybill.platform.routing.RoutingStrategy.Node;
import io.waybill.platform.routing.StrategyEvaluation.ElementType;
import io.waybill.platform.routing.StrategyEvaluation.Outcome;
import io.waybill.platform.routing.StrategyEvaluation.PathElement;
import io.waybill.platform.routing.StrategyEvaluation.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StrategyEvaluationPropertiesTest {
    private static final List<String> KEYS = List.of("A", "B", "C", "D");

    @Property(tries = 300)
    void theWayLeadsOnlyOverWhatCountsAndNoElementIsVisitedTwice(@ForAll long seed) {
        Tree tree = new Tree(seed);

        Way way = tree.evaluate();

        Set<String> seen = new HashSet<>();
        for (PathElement element : way.path()) {
            assertThat(seen.add(element.ref())).isTrue();
            Element visited = tree.elements.get(element.ref());
            boolean counts = visited == tree.root || Boolean.TRUE.equals(visited.active());
            boolean passedOver = element.evaluationResult() == Outcome.NODE_INACTIVE
                    || element.evaluationResult() == Outcome.CONDITION_INACTIVE;
            assertThat(passedOver).isNotEqualTo(counts);
            if (element.type() == ElementType.CONDITION && counts) {
                assertThat(element.evaluationResult())
                        .isEqualTo(
                                tree.truths.contains(element.ref()) ? Outcome.CONDITION_TRUE : Outcome.CONDITION_FALSE);
            }
        }
        assertThat(way.path().getFirst().ref()).isEqualTo(tree.root.ref());
        assertThat(way.node().ref())
                .isEqualTo(way.path().stream()
                        .filter(element -> element.evaluationResult() == Outcome.NODE_ACTIVE)
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .ref());
    }

    @Property(tries = 300)
    void everyActiveNodeIsComeToByAConditionThatHolds(@ForAll long seed) {
        Tree tree = new Tree(seed);
        List<PathElement> path = tree.evaluate().path();

        for (int index = 1; index < path.size(); index++) {
            if (path.get(index).type() == ElementType.NODE) {
                PathElement before = path.get(index - 1);
                assertThat(before.evaluationResult()).isEqualTo(Outcome.CONDITION_TRUE);
                assertThat(((Condition) tree.elements.get(before.ref()))
                                .nextNode()
                                .ref())
                        .isEqualTo(path.get(index).ref());
            }
        }
    }

    @Property(tries = 100)
    void whatCannotCountChangesNothing(@ForAll long seed) {
        Tree tree = new Tree(seed);
        Way before = tree.evaluate();
        // Turns the answers of all conditions that do not count.
        tree.elements.values().stream()
                .filter(element -> element instanceof Condition && !Boolean.TRUE.equals(element.active()))
                .forEach(element -> {
                    if (!tree.truths.remove(element.ref())) {
                        tree.truths.add(element.ref());
                    }
                });

        assertThat(tree.evaluate()).isEqualTo(before);
    }

    @Property(tries = 300)
    void mergedRulesAreThoseOfBothWithTheLowerNodeHavingTheLastWord(
            @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 3) Integer> above,
            @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 3) Integer> below) {
        Configuration upper = configuration(above, 1);
        Configuration lower = configuration(below, 2);

        Configuration merged = lower.over(upper);

        List<String> expected = new ArrayList<>(keys(upper));
        keys(lower).stream().filter(key -> !expected.contains(key)).forEach(expected::add);
        assertThat(keys(merged)).isEqualTo(expected);
        merged.ratings()
                .forEach(rating -> assertThat(rating.path("maxPenalty").intValue())
                        .isEqualTo(keys(lower).contains(Configuration.key(rating)) ? 2 : 1));
        assertThat(lower.over(upper)).isEqualTo(merged);
        assertThat(lower.over(merged)).isEqualTo(merged);
    }

    private static List<String> keys(Configuration configuration) {
        return configuration.ratings().stream().map(Configuration::key).toList();
    }

    private static Configuration configuration(List<Integer> ratings, int penalty) {
        return new Configuration(
                List.of(),
                ratings.stream()
                        .distinct()
                        .map(rating -> JsonNodeFactory.instance
                                .objectNode()
                                .put("type", "StandardRating")
                                .put("implementation", KEYS.get(rating))
                                .put("active", true)
                                .put("maxPenalty", penalty))
                        .map(ObjectNode.class::cast)
                        .toList(),
                null,
                null,
                null,
                null);
    }

    /** A tree grown at random, and which of its conditions hold. */
    private static final class Tree {
        private final Random random;
        private final Map<String, Element> elements = new HashMap<>();
        private final Set<String> truths = new HashSet<>();
        private final Node root;
        private int next;

        Tree(long seed) {
            random = new Random(seed);
            root = node(0);
        }

        Way evaluate() {
            return StrategyEvaluation.evaluate(
                    root,
                    condition -> truths.contains(condition.ref()),
                    element -> Boolean.TRUE.equals(element.active()));
        }

        private Node node(int depth) {
            String id = "node-" + next++;
            Node node = new Node(
                    id,
                    Map.of("en_US", id),
                    null,
                    id,
                    null,
                    random.nextInt(4) > 0,
                    null,
                    null,
                    configuration(List.of(), 0),
                    depth < 4 && random.nextInt(4) > 0 ? condition(depth + 1, 0) : null);
            elements.put(id, node);
            return node;
        }

        private Condition condition(int depth, int position) {
            String id = "condition-" + next++;
            Condition condition = new Condition(
                    id,
                    Map.of("en_US", id),
                    null,
                    id,
                    null,
                    random.nextInt(4) > 0,
                    null,
                    JsonNodeFactory.instance.objectNode(),
                    node(depth),
                    position < 3 && random.nextBoolean() ? condition(depth, position + 1) : null);
            elements.put(id, condition);
            if (random.nextBoolean()) {
                truths.add(id);
            }
            return condition;
        }
    }
}
