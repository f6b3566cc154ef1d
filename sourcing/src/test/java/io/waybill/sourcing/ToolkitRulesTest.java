package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sourcing.ComparisonPredicate.Operator;
import io.waybill.sourcing.ComparisonPredicate.Side;
import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.ToolkitRule.Comparison;
import io.waybill.sourcing.ToolkitRule.Condition;
import io.waybill.sourcing.ToolkitRule.Scope;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two stores: near (1 km) has no freezer, far (9 km) has one; the order has ice, which is frozen, and a hat. */
class ToolkitRulesTest {
    private static final RulePredicate FROZEN =
            RulePredicate.of(RuleEntity.ORDER, "tags.storage", EntityOperator.VALUE_EQUALS, "frozen");
    private static final RulePredicate FREEZER =
            RulePredicate.of(RuleEntity.FACILITY, "customAttributes.freezer", EntityOperator.VALUE_EQUALS, true);
    private static final ToolkitRule FROZEN_NEEDS_FREEZER =
            new Condition(Scope.WHOLE_ENTITY, RulePart.all(FROZEN), RulePart.all(FREEZER));

    private final Map<String, Object> order = new HashMap<>(Map.of(
            "tags",
            List.of(Map.of("id", "storage", "value", "frozen")),
            "orderLineItems",
            List.of(
                    line("ice", List.of(Map.of("key", "storage", "value", "frozen"))),
                    line("hat", List.of(Map.of("key", "size", "value", "XL"))))));
    private final Map<String, Object> facilities = new HashMap<>(Map.of(
            "near", Map.of("customAttributes", Map.of("freezer", false)),
            "far", Map.of("customAttributes", Map.of("freezer", true))));
    private final Map<String, Map<String, Object>> listings = new HashMap<>(Map.of(
            "near",
            Map.of("ice", Map.of("price", 2), "hat", Map.of("price", "9.50")),
            "far",
            Map.of("ice", Map.of("price", 3), "hat", Map.of("price", "cheap"))));
    private final Map<String, List<Object>> carriers =
            Map.of("near", List.of(Map.of("key", "DHL", "status", "ACTIVE")), "far", List.of());
    private @Nullable Object orderingFacility;
    private final Scenario scenario = new Scenario()
            .facility("near", 1)
            .facility("far", 9)
            .stock("near", "ice", 10)
            .stock("near", "hat", 10)
            .stock("far", "ice", 10)
            .stock("far", "hat", 10)
            .line("ice", 1)
            .line("hat", 1);

    private static Map<String, Object> line(String article, List<Object> attributes) {
        return Map.of("id", article, "article", Map.of("tenantArticleId", article, "attributes", attributes));
    }

    @Test
    void a_fence_keeps_the_order_from_where_the_rule_is_broken() {
        assertThat(chosen(FenceRule.of("cold chain", FROZEN_NEEDS_FREEZER))).isEqualTo("far");
        assertThat(outcome("near", FROZEN_NEEDS_FREEZER)).isEqualTo("ONLY_FIRST_CONDITION_MET");
        assertThat(outcome("far", FROZEN_NEEDS_FREEZER)).isEqualTo("BOTH_CONDITIONS_MET");
    }

    @Test
    void a_rule_whose_left_side_does_not_hold_does_not_apply() {
        order.remove("tags");
        assertThat(chosen(FenceRule.of("cold chain", FROZEN_NEEDS_FREEZER))).isEqualTo("near");
        assertThat(outcome("near", FROZEN_NEEDS_FREEZER)).isEqualTo("SKIPPED");
        assertThat(outcome("far", FROZEN_NEEDS_FREEZER)).isEqualTo("SKIPPED");
    }

    @Test
    void a_rule_that_cannot_be_evaluated_lets_pass_and_says_why() {
        ToolkitRule warm = new Condition(
                Scope.WHOLE_ENTITY,
                RulePart.all(FROZEN),
                RulePart.all(RulePredicate.of(
                        RuleEntity.FACILITY, "customAttributes.freezer", EntityOperator.LESS_THAN, -18)));
        assertThat(chosen(FenceRule.of("cold chain", warm))).isEqualTo("near");
        assertThat(outcome("near", warm)).isEqualTo("SKIPPED_BECAUSE_OF_ERROR");
        assertThat(explain("near", FenceRule.of("cold chain", warm)).actual())
                .contains("FACILITY customAttributes.freezer: false cannot be compared with -18");
    }

    @Test
    void a_rating_charges_its_whole_penalty_where_the_rule_is_broken() {
        scenario.ratings(
                RatingRule.of("cold chain", 100, FROZEN_NEEDS_FREEZER),
                RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 10));
        Explanation.Round round =
                decide(List.of(), List.of()).explanation().rounds().getFirst();
        assertThat(round.chosenFacility()).isEqualTo("far");
        FacilityExplanation near = Objects.requireNonNull(round.facility("near"));
        assertThat(near.ratings().getFirst().penalty()).isEqualByComparingTo(BigDecimal.valueOf(100));
        assertThat(near.ratings().getFirst().toolkit())
                .extracting(line -> line.outcome().result())
                .containsExactly(RuleOutcome.Result.ONLY_FIRST_CONDITION_MET);
        FacilityExplanation far = Objects.requireNonNull(round.facility("far"));
        assertThat(far.ratings().getFirst().penalty()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void a_priority_rating_comes_before_the_distance() {
        scenario.ratings(RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 1_000_000));
        SourcingDecision decision = decide(List.of(), List.of(PriorityRule.of("cold", 1, FROZEN_NEEDS_FREEZER)));
        assertThat(decision.explanation().rounds().getFirst().chosenFacility()).isEqualTo("far");
    }

    @Test
    void a_rule_by_line_looks_at_each_line_and_the_listing_of_its_article() {
        ToolkitRule cheap = new Condition(
                Scope.LINE_ITEM,
                RulePart.all(RulePredicate.of(
                        RuleEntity.ORDER,
                        "orderLineItems.article.attributes.storage",
                        EntityOperator.VALUE_EQUALS,
                        "frozen")),
                RulePart.all(RulePredicate.of(RuleEntity.LISTING, "price", EntityOperator.GREATER_THAN, 2.5)));
        assertThat(chosen(FenceRule.of("dear ice", cheap))).isEqualTo("far");
        assertThat(explain("near", FenceRule.of("dear ice", cheap)).lines())
                .extracting(
                        Explanation.LineFence::lineId,
                        Explanation.LineFence::result,
                        line -> Objects.requireNonNull(line.toolkit()).result())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "ice", FenceResult.FAILED, RuleOutcome.Result.ONLY_FIRST_CONDITION_MET),
                        org.assertj.core.groups.Tuple.tuple("hat", FenceResult.PASSED, RuleOutcome.Result.SKIPPED));
    }

    @Test
    void a_rule_on_the_whole_order_looks_at_all_listings_at_the_facility() {
        ToolkitRule known = comparison(
                Side.of(RuleEntity.LISTING, "price"), Operator.LEFT_CONTAINS_RIGHT, Side.of(RuleEntity.FACILITY, "x"));
        assertThat(outcome("near", known)).isEqualTo("ALL_PREDICATES_MET");
        RuleOutcome.OfComparison shown = (RuleOutcome.OfComparison) Objects.requireNonNull(
                explain("near", FenceRule.of("prices", known)).toolkit());
        assertThat(shown.predicates().getFirst().left().originalTexts()).containsExactly("2", "9.50");
    }

    @Test
    void carriers_and_the_ordering_facility_can_be_asked() {
        ToolkitRule dhl = new Condition(
                Scope.WHOLE_ENTITY,
                RulePart.all(RulePredicate.of(
                        RuleEntity.ORDERING_FACILITY, "locationType", EntityOperator.VALUE_EQUALS, "STORE")),
                RulePart.all(RulePredicate.of(
                        RuleEntity.CARRIERCONNECTION, "[key=DHL].status", EntityOperator.VALUE_EQUALS, "ACTIVE")));
        assertThat(outcome("far", dhl)).isEqualTo("SKIPPED");
        orderingFacility = Map.of("locationType", "STORE");
        assertThat(outcome("far", dhl)).isEqualTo("ONLY_FIRST_CONDITION_MET");
        assertThat(outcome("near", dhl)).isEqualTo("BOTH_CONDITIONS_MET");
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "ab,  NO_MATCHES,          cd,   true",
        "ab,  NO_MATCHES,          bc,   false",
        "'',  NO_MATCHES,          bc,   true",
        "ab,  ALL_MATCHES,         bba,  true",
        "ab,  ALL_MATCHES,         abc,  false",
        "'',  ALL_MATCHES,         '',   true",
        "abc, LEFT_CONTAINS_RIGHT, ca,   true",
        "ab,  LEFT_CONTAINS_RIGHT, abc,  false",
        "ab,  LEFT_CONTAINS_RIGHT, '',   true",
        "ca,  RIGHT_CONTAINS_LEFT, abc,  true",
        "abc, RIGHT_CONTAINS_LEFT, ab,   false",
        "abcdefghijkl, ALL_MATCHES, lkjihgfedcba, true",
        "abcdefghijkl, RIGHT_CONTAINS_LEFT, abcdefghijk, false",
    })
    void comparisons_take_both_sides_as_sets(String left, Operator operator, String right, boolean holds) {
        order.put("left", letters(left));
        facilities.put("near", Map.of("right", letters(right)));
        ToolkitRule rule =
                comparison(Side.of(RuleEntity.ORDER, "left"), operator, Side.of(RuleEntity.FACILITY, "right"));
        assertThat(outcome("near", rule)).isEqualTo(holds ? "ALL_PREDICATES_MET" : "NOT_ALL_PREDICATES_MET");
    }

    @Test
    void comparisons_transform_both_sides_first() {
        order.put("postalCode", 10115);
        facilities.put("near", Map.of("served", List.of("10999", "12000")));
        Transformation region = Transformation.of(Transformation.Kind.SUBSTRING, List.of(0, 2));
        ToolkitRule rule = comparison(
                new Side(RuleEntity.ORDER, PropertyPath.of("postalCode"), region),
                Operator.RIGHT_CONTAINS_LEFT,
                new Side(RuleEntity.FACILITY, PropertyPath.of("served"), region));
        assertThat(outcome("near", rule)).isEqualTo("ALL_PREDICATES_MET");
        assertThat(outcome("far", rule)).isEqualTo("NOT_ALL_PREDICATES_MET");
    }

    @Test
    void comparisons_of_objects_are_errors() {
        ToolkitRule rule =
                comparison(Side.of(RuleEntity.ORDER, "tags"), Operator.NO_MATCHES, Side.of(RuleEntity.FACILITY, "x"));
        assertThat(outcome("near", rule)).isEqualTo("SKIPPED_BECAUSE_OF_ERROR");
    }

    @ParameterizedTest(name = "{0}({1}) of 1, 2 and the text 30 is {2}")
    @CsvSource({
        "COUNT, '', '[3]'",
        "SUM, '', '[33]'",
        "LAST, '', '[30]'",
        "LAST, 2, '[2, 30]'",
        "LAST, 9, '[1, 2, 30]'",
        "SUBSTRING, 1, '[, , 0]'",
        "SUBSTRING, '0 1', '[1, 2, 3]'",
    })
    void transforms_values(Transformation.Kind kind, String arguments, String expected) {
        List<Integer> numbers = arguments.isEmpty()
                ? List.of()
                : List.of(arguments.split(" ")).stream().map(Integer::valueOf).toList();
        PropertyValues values = PropertyValues.read(
                PropertyPath.of("v"), Map.of("v", List.of(1, 2, "30")), Transformation.of(kind, numbers));
        assertThat(values.transformed().toString()).isEqualTo(expected);
        assertThat(values.originalTexts()).containsExactly("1", "2", "30");
    }

    @Test
    void transformations_of_nothing_and_of_what_does_not_fit() {
        assertThat(transformed(Transformation.Kind.COUNT, null)).containsExactly("0");
        assertThat(transformed(Transformation.Kind.SUM, null)).containsExactly("0");
        assertThat(transformed(Transformation.Kind.LAST, null)).isEmpty();
        RulePredicate sum = new RulePredicate(
                RuleEntity.ORDER,
                PropertyPath.of("v"),
                EntityOperator.GREATER_THAN,
                RuleValue.of(1),
                Transformation.of(Transformation.Kind.SUM, List.of()));
        PredicateOutcome outcome = sum.evaluate(PropertyTrees.ofOrder(Map.of("v", List.of(1, "x"))));
        assertThat(outcome.result()).isEqualTo(Truth.ERROR);
        assertThat(outcome.problem()).contains("ORDER v: SUM does not work on these values");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, 1",
        "SUM, 1",
        "SUBSTRING, ''",
        "SUBSTRING, -1",
        "SUBSTRING, 5 2",
        "LAST, 0",
        "LAST, 1.5",
        "LAST, x"
    })
    void refuses_arguments_that_do_not_fit(Transformation.Kind kind, String arguments) {
        List<String> read = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        assertThatThrownBy(() -> Transformation.of(kind, read)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_ordering_facility_stands_on_the_left_only() {
        RulePredicate ordering =
                RulePredicate.of(RuleEntity.ORDERING_FACILITY, "name", EntityOperator.VALUE_EQUALS, "x");
        assertThatThrownBy(() -> new Condition(Scope.WHOLE_ENTITY, RulePart.all(FROZEN), RulePart.all(ordering)))
                .hasMessageContaining("left side only");
        assertThatThrownBy(() -> new ComparisonPredicate(
                        Side.of(RuleEntity.ORDER, "a"),
                        Operator.NO_MATCHES,
                        Side.of(RuleEntity.ORDERING_FACILITY_GROUPS, "a")))
                .hasMessageContaining("left side only");
    }

    @Test
    void only_entities_that_rules_name_have_to_be_known() {
        scenario.fences(FenceRule.of("cold chain", FROZEN_NEEDS_FREEZER), FenceRule.of("AVOID-ZERO-STOCK"));
        assertThat(scenario.configuration().entitiesOfRules())
                .containsExactlyInAnyOrder(RuleEntity.ORDER, RuleEntity.FACILITY);
        assertThat(scenario.configuration().activeFences()).containsExactly("AVOID-ZERO-STOCK");
    }

    @Test
    void a_rule_about_nothing_that_is_known_does_not_fail() {
        scenario.fences(FenceRule.of("cold chain", FROZEN_NEEDS_FREEZER));
        assertThat(scenario.firstRound().chosenFacility()).isEqualTo("near");
    }

    private List<String> transformed(Transformation.Kind kind, @Nullable Object tree) {
        return PropertyValues.read(PropertyPath.of("v"), tree, Transformation.of(kind, List.of()))
                .transformedTexts();
    }

    private static List<String> letters(String letters) {
        return letters.chars().mapToObj(Character::toString).toList();
    }

    private static ToolkitRule comparison(Side left, Operator operator, Side right) {
        return new Comparison(
                Scope.WHOLE_ENTITY, List.of(new ComparisonPredicate(left, operator, right)), RulePart.Connector.AND);
    }

    private SourcingDecision decide(List<FenceRule> fences, List<PriorityRule> priorities) {
        RuleProperties properties =
                new RuleProperties(order, orderingFacility, List.of(), facilities, carriers, listings);
        SourcingConfiguration configuration = new SourcingConfiguration(
                fences,
                scenario.ratings,
                scenario.split,
                SourcingConfiguration.SEQUENTIAL,
                scenario.tieBreak,
                priorities);
        return SourcingEngine.standard()
                .decide(scenario.request().with(properties), scenario.snapshot(), configuration);
    }

    private @Nullable String chosen(FenceRule fence) {
        return decide(List.of(fence), List.of())
                .explanation()
                .rounds()
                .getFirst()
                .chosenFacility();
    }

    private Explanation.FenceExplanation explain(String facility, FenceRule fence) {
        Explanation.Round round =
                decide(List.of(fence), List.of()).explanation().rounds().getFirst();
        return Objects.requireNonNull(round.facility(facility)).fences().getFirst();
    }

    /** The name of the outcome; the verdict of the fence has to agree with it. */
    private String outcome(String facility, ToolkitRule rule) {
        Explanation.FenceExplanation fence = explain(facility, FenceRule.of("rule", rule));
        RuleOutcome.Result result = Objects.requireNonNull(fence.toolkit()).result();
        assertThat(fence.result()).isEqualTo(result.isBroken() ? FenceResult.FAILED : FenceResult.PASSED);
        return result.name();
    }
}
