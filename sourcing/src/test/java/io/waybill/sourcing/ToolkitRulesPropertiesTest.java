package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.ToolkitRule.Condition;
import io.waybill.sourcing.ToolkitRule.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ToolkitRulesPropertiesTest {
    private static final Map<String, String> NEGATIONS = Map.ofEntries(
            Map.entry("VALUE_EQUALS", "VALUE_NOT_EQUALS"),
            Map.entry("VALUE_CONTAINS", "VALUE_NOT_CONTAINS"),
            Map.entry("ANY_VALUE_EQUALS", "NO_VALUE_EQUALS"),
            Map.entry("ANY_VALUE_CONTAINS", "NO_VALUE_CONTAINS"),
            Map.entry("ANY_VALUE_NOT_CONTAINS", "NO_VALUE_NOT_CONTAINS"),
            Map.entry("ANY_VALUE_GREATER_THAN", "NO_VALUE_GREATER_THAN"),
            Map.entry("ANY_VALUE_GREATER_EQUALS", "NO_VALUE_GREATER_EQUALS"),
            Map.entry("ANY_VALUE_LESS_THAN", "NO_VALUE_LESS_THAN"),
            Map.entry("ANY_VALUE_LESS_EQUALS", "NO_VALUE_LESS_EQUALS"));

    @Property(tries = 400)
    void a_negated_operator_says_the_opposite_or_both_cannot_tell(
            @ForAll("trees") Object tree, @ForAll("paths") String path, @ForAll("values") Object expected) {
        NEGATIONS.forEach((operator, negation) -> {
            if (!(expected instanceof Boolean
                    && EntityOperator.valueOf(operator).compares())) {
                Truth truth = truth(tree, path, operator, expected);
                assertThat(truth(tree, path, negation, expected)).isEqualTo(truth.negated());
            }
        });
    }

    @Property(tries = 400)
    void every_value_is_like_no_value_otherwise_when_there_is_a_value(
            @ForAll("trees") Object tree, @ForAll("paths") String path, @ForAll("numbers") Object expected) {
        List<Object> values = new ArrayList<>();
        PropertyPath.of(path).read(tree, values);
        Truth every = truth(tree, path, "EVERY_VALUE_GREATER_THAN", expected);
        if (values.isEmpty()) {
            assertThat(every).isEqualTo(Truth.FALSE);
        } else {
            assertThat(every).isEqualTo(truth(tree, path, "NO_VALUE_LESS_EQUALS", expected));
        }
    }

    @Property(tries = 400)
    void not_all_is_some_not(@ForAll("trees") Object tree, @ForAll("pairs") List<List<RulePredicate>> pairs) {
        RulePart all = new RulePart(pairs.stream().map(List::getFirst).toList(), RulePart.Connector.AND);
        RulePart someNot = new RulePart(pairs.stream().map(List::getLast).toList(), RulePart.Connector.OR);
        PropertyTrees trees = PropertyTrees.ofOrder(tree);
        assertThat(someNot.evaluate(trees).result())
                .isEqualTo(all.evaluate(trees).result().negated());
    }

    @Property(tries = 400)
    void the_order_of_predicates_and_the_way_of_evaluating_do_not_matter(
            @ForAll("trees") Object tree, @ForAll("parts") RulePart part, @ForAll Random random) {
        PropertyTrees trees = PropertyTrees.ofOrder(tree);
        List<RulePredicate> shuffled = new ArrayList<>(part.predicates());
        Collections.shuffle(shuffled, random);
        Truth truth = part.test(trees, new ArrayList<>());
        assertThat(part.evaluate(trees).result()).isEqualTo(truth);
        assertThat(new RulePart(shuffled, part.connector()).evaluate(trees).result())
                .isEqualTo(truth);
    }

    @Property(tries = 400)
    void a_rule_by_line_passes_where_it_passes_for_each_line_alone(
            @ForAll("lineTrees") List<Object> lineTrees,
            @ForAll("trees") Object facility,
            @ForAll("lineParts") RulePart left,
            @ForAll("facilityParts") RulePart right) {
        FenceRule fence = FenceRule.of("custom", new Condition(Scope.LINE_ITEM, left, right));
        List<Object> lines = new ArrayList<>();
        for (int index = 0; index < lineTrees.size(); index++) {
            lines.add(Map.of("id", "L" + index, "article", lineTrees.get(index)));
        }
        boolean together = passes(fence, lines, 0, lines.size(), facility);
        boolean eachAlone = true;
        for (int index = 0; index < lines.size(); index++) {
            eachAlone &= passes(fence, lines, index, index + 1, facility);
        }
        assertThat(together).isEqualTo(eachAlone);
    }

    @Property(tries = 400)
    void any_comparison_of_any_trees_has_an_outcome(
            @ForAll("trees") Object left,
            @ForAll("trees") Object right,
            @ForAll("paths") String leftPath,
            @ForAll("paths") String rightPath,
            @ForAll ComparisonPredicate.Operator operator) {
        ComparisonPredicate predicate = new ComparisonPredicate(
                ComparisonPredicate.Side.of(RuleEntity.ORDER, leftPath),
                operator,
                ComparisonPredicate.Side.of(RuleEntity.FACILITY, rightPath));
        PropertyTrees trees = entity -> entity == RuleEntity.ORDER ? left : right;
        assertThat(predicate.evaluate(trees).result()).isEqualTo(predicate.test(trees, new ArrayList<>()));
    }

    @Property(tries = 500)
    void a_set_of_values_is_the_same_however_large_it_is(
            @ForAll("values") Object value, @ForAll("valueLists") List<Object> values) {
        boolean contained = values.stream().anyMatch(other -> Scalars.same(other, value));
        assertThat(ValueSet.of(values).containsAll(List.of(value))).isEqualTo(contained);
    }

    private static Truth truth(Object tree, String path, String operator, Object expected) {
        return RulePredicate.of(RuleEntity.ORDER, path, EntityOperator.valueOf(operator), expected)
                .evaluate(PropertyTrees.ofOrder(tree))
                .result();
    }

    private static boolean passes(FenceRule fence, List<Object> lines, int from, int to, Object facility) {
        Scenario scenario = new Scenario().facility("F", 1).fences(fence);
        for (int index = from; index < to; index++) {
            scenario.line("L" + index, 1).stock("F", "L" + index, 1);
        }
        RuleProperties properties = new RuleProperties(
                Map.of("orderLineItems", lines), null, List.of(), Map.of("F", facility), Map.of(), Map.of());
        Explanation.Round round = SourcingEngine.standard()
                .decide(scenario.request().with(properties), scenario.snapshot(), scenario.configuration())
                .explanation()
                .rounds()
                .getFirst();
        Explanation.FenceExplanation explained =
                Objects.requireNonNull(round.facility("F")).fences().getFirst();
        boolean passed = explained.result() == Explanation.FenceResult.PASSED;
        assertThat(explained.lines().stream().allMatch(line -> line.result() == Explanation.FenceResult.PASSED))
                .isEqualTo(passed);
        return passed;
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                numbers(),
                Arbitraries.of("a", "b", "true", "1", "1.0", "01", "-2", "2026-11-24", "2026-11-24T10:00:00Z", ""),
                Arbitraries.of(true, false));
    }

    @Provide
    Arbitrary<Object> numbers() {
        return Arbitraries.of(1, 2L, 1.0, -2, new java.math.BigDecimal("1.00"), 0.5, 3);
    }

    @Provide
    Arbitrary<List<Object>> valueLists() {
        return values().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Object> trees() {
        Arbitrary<Object> leaves =
                Arbitraries.oneOf(values(), Arbitraries.of(Double.NaN, new java.math.BigDecimal("1e999999")));
        return trees(leaves, 3);
    }

    private static Arbitrary<Object> trees(Arbitrary<Object> leaves, int depth) {
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Object> below = trees(leaves, depth - 1);
        Arbitrary<String> names = Arbitraries.of("a", "b", "key", "id", "value");
        return Arbitraries.oneOf(
                leaves,
                below.list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(names, below).ofMaxSize(4).map(map -> (Object) map));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "a.b", "a.a", "[0]", "a[1]", "a[*].b", "a[key=b].value", "value", "a.b.key");
    }

    private Arbitrary<RulePredicate> predicates(RuleEntity entity, Arbitrary<String> paths) {
        return Combinators.combine(paths, Arbitraries.of(EntityOperator.class), values(), numbers())
                .as((path, operator, value, number) -> RulePredicate.of(
                        entity, path, operator, operator.compares() && value instanceof Boolean ? number : value));
    }

    private Arbitrary<RulePart> parts(RuleEntity entity, Arbitrary<String> paths) {
        return Combinators.combine(
                        predicates(entity, paths).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(RulePart.Connector.class))
                .as(RulePart::new);
    }

    @Provide
    Arbitrary<RulePart> parts() {
        return parts(RuleEntity.ORDER, paths());
    }

    @Provide
    Arbitrary<RulePart> lineParts() {
        return parts(
                RuleEntity.ORDER,
                paths().map(path -> "orderLineItems.article" + (path.startsWith("[") ? path : "." + path)));
    }

    @Provide
    Arbitrary<RulePart> facilityParts() {
        return parts(RuleEntity.FACILITY, paths());
    }

    @Provide
    Arbitrary<List<Object>> lineTrees() {
        return trees().list().ofMinSize(1).ofMaxSize(3);
    }

    /** Predicates beside their negations. */
    @Provide
    Arbitrary<List<List<RulePredicate>>> pairs() {
        return Combinators.combine(paths(), Arbitraries.of(NEGATIONS.keySet()), numbers())
                .as((path, operator, expected) -> List.of(
                        RulePredicate.of(RuleEntity.ORDER, path, EntityOperator.valueOf(operator), expected),
                        RulePredicate.of(
                                RuleEntity.ORDER,
                                path,
                                EntityOperator.valueOf(Objects.requireNonNull(NEGATIONS.get(operator))),
                                expected)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
