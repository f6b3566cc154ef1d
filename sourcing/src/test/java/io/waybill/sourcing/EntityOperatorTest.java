package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntityOperatorTest {

    /**
     * Columns: what is at the path. T true, F false, E error. The values: none; 5; 5 and 7; 7; the text 5; a date; an
     * object; 5 and an object; true.
     */
    @ParameterizedTest(name = "{0} on the number 5")
    @CsvSource({
        "VALUE_EQUALS,               F T T F T F E T F",
        "VALUE_NOT_EQUALS,           T F F T F T E F T",
        "ANY_VALUE_EQUALS,           F T T F T F E T F",
        "EVERY_VALUE_EQUALS,         F T F F T F E E F",
        "NO_VALUE_EQUALS,            T F F T F T E F T",
        "GREATER_THAN,               F F T T F E E E E",
        "ANY_VALUE_GREATER_THAN,     F F T T F E E E E",
        "EVERY_VALUE_GREATER_THAN,   F F F T F E E F E",
        "NO_VALUE_GREATER_THAN,      T T F F T E E E E",
        "GREATER_EQUALS,             F T T T T E E T E",
        "ANY_VALUE_GREATER_EQUALS,   F T T T T E E T E",
        "EVERY_VALUE_GREATER_EQUALS, F T T T T E E E E",
        "NO_VALUE_GREATER_EQUALS,    T F F F F E E F E",
        "LESS_THAN,                  F F F F F E E E E",
        "ANY_VALUE_LESS_THAN,        F F F F F E E E E",
        "EVERY_VALUE_LESS_THAN,      F F F F F E E F E",
        "NO_VALUE_LESS_THAN,         T T T T T E E E E",
        "LESS_EQUALS,                F T T F T E E T E",
        "ANY_VALUE_LESS_EQUALS,      F T T F T E E T E",
        "EVERY_VALUE_LESS_EQUALS,    F T F F T E E E E",
        "NO_VALUE_LESS_EQUALS,       T F F T F E E F E",
        "VALUE_CONTAINS,             F T T F T F E T F",
        "VALUE_NOT_CONTAINS,         T F F T F T E F T",
        "ANY_VALUE_CONTAINS,         F T T F T F E T F",
        "EVERY_VALUE_CONTAINS,       F T F F T F E E F",
        "NO_VALUE_CONTAINS,          T F F T F T E F T",
        "ANY_VALUE_NOT_CONTAINS,     F F T T F T E E T",
        "EVERY_VALUE_NOT_CONTAINS,   F F F T F T E F T",
        "NO_VALUE_NOT_CONTAINS,      T T F F T F E E F",
    })
    void holds_every_kind_of_value_against_a_number(EntityOperator operator, String expected) {
        List<List<Object>> columns = List.of(
                List.of(),
                List.of(5),
                List.of(5, 7),
                List.of(new BigDecimal("7.0")),
                List.of("5.00".substring(0, 1)),
                List.of("2026-11-24"),
                List.of(Map.of("a", 5)),
                List.of(5, Map.of("a", 5)),
                List.of(true));
        String actual =
                columns.stream().map(values -> tell(operator, values, 5)).collect(Collectors.joining(" "));
        assertThat(actual).isEqualTo(expected);
    }

    /** The values: none; m; a and z; the number 5; an object. */
    @ParameterizedTest(name = "{0} on the text m")
    @CsvSource({
        "VALUE_EQUALS,               F T F F E",
        "VALUE_NOT_EQUALS,           T F T T E",
        "EVERY_VALUE_EQUALS,         F T F F E",
        "GREATER_THAN,               F F T E E",
        "GREATER_EQUALS,             F T T E E",
        "LESS_THAN,                  F F T E E",
        "LESS_EQUALS,                F T T E E",
        "EVERY_VALUE_LESS_EQUALS,    F T F E E",
        "NO_VALUE_GREATER_THAN,      T T F E E",
        "VALUE_CONTAINS,             F T F F E",
    })
    void compares_texts_letter_by_letter(EntityOperator operator, String expected) {
        List<List<Object>> columns = List.of(List.of(), List.of("m"), List.of("a", "z"), List.of(5), List.of(Map.of()));
        assertThat(columns.stream().map(values -> tell(operator, values, "m")).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and {1} are {2}")
    @CsvSource({
        "1.10, 1.1, true",
        "true, true, true",
        "true, false, false",
        "a, A, false",
        "1e2, 100, false",
    })
    void takes_a_text_that_spells_a_number_or_a_truth_for_it(String text, String other, boolean same) {
        Object value = other.equals("true") || other.equals("false")
                ? Boolean.valueOf(other)
                : other.equals("A") ? "A" : new BigDecimal(other);
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(text), value)).isEqualTo(same ? "T" : "F");
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(value), text)).isEqualTo(same ? "T" : "F");
    }

    @Test
    void compares_numbers_exactly() {
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(0.1 + 0.2), new BigDecimal("0.3")))
                .isEqualTo("F");
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(0.1), new BigDecimal("0.10")))
                .isEqualTo("T");
        assertThat(tell(EntityOperator.GREATER_THAN, List.of(9007199254740993L), 9007199254740992L))
                .isEqualTo("T");
    }

    @Test
    void compares_dates_and_times_as_times() {
        assertThat(tell(EntityOperator.LESS_THAN, List.of("2026-11-24T23:30:00+02:00"), "2026-11-24T22:00:00Z"))
                .isEqualTo("T");
        assertThat(tell(EntityOperator.GREATER_EQUALS, List.of("2026-11-24"), "2026-11-24T00:00:00.000Z"))
                .isEqualTo("T");
        assertThat(tell(EntityOperator.GREATER_THAN, List.of("tomorrow"), "2026-11-24"))
                .isEqualTo("E");
        assertThat(tell(EntityOperator.GREATER_THAN, List.of("2026-13-45"), "2026-11-24"))
                .isEqualTo("E");
    }

    @Test
    void keeps_leading_zeros_of_texts() {
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of("01067"), "1067")).isEqualTo("F");
        assertThat(tell(EntityOperator.LESS_THAN, List.of("01067"), "04103")).isEqualTo("T");
    }

    @Test
    void does_not_calculate_with_numbers_out_of_bounds() {
        BigDecimal huge = new BigDecimal("1e1000000000");
        assertThat(tell(EntityOperator.GREATER_THAN, List.of(huge), 1)).isEqualTo("E");
        assertThat(tell(EntityOperator.VALUE_CONTAINS, List.of(huge), 1)).isEqualTo("E");
        assertThat(tell(EntityOperator.GREATER_THAN, List.of(Double.NaN), 1)).isEqualTo("E");
    }

    @Test
    void asks_for_presence_when_nothing_is_expected() {
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(), null)).isEqualTo("T");
        assertThat(tell(EntityOperator.VALUE_EQUALS, List.of(1), null)).isEqualTo("F");
        assertThat(tell(EntityOperator.VALUE_NOT_EQUALS, List.of(), null)).isEqualTo("F");
        assertThat(tell(EntityOperator.VALUE_NOT_EQUALS, List.of(Map.of()), null))
                .isEqualTo("T");
    }

    @ParameterizedTest
    @EnumSource(EntityOperator.class)
    void needs_an_expected_value_unless_it_asks_for_presence(EntityOperator operator) {
        if (!operator.asksForPresence()) {
            assertThatThrownBy(() -> RulePredicate.of(RuleEntity.ORDER, "a", operator, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs an expectedValue");
        }
    }

    @ParameterizedTest
    @EnumSource(EntityOperator.class)
    void compares_no_truths(EntityOperator operator) {
        if (operator.compares()) {
            assertThatThrownBy(() -> RulePredicate.of(RuleEntity.ORDER, "a", operator, true))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(tell(operator, List.of(true), true)).isIn("T", "F");
        }
    }

    @Test
    void has_all_operators_of_the_contract() {
        assertThat(EntityOperator.values()).hasSize(29);
    }

    /** By the fast way and by the way that explains, which have to agree. */
    private static String tell(EntityOperator operator, List<Object> values, @Nullable Object expected) {
        Map<String, Object> tree = new HashMap<>(Map.of("values", values));
        RulePredicate predicate = RulePredicate.of(RuleEntity.ORDER, "values", operator, expected);
        PropertyTrees trees = PropertyTrees.ofOrder(tree);
        Truth truth = predicate.test(trees, new ArrayList<>());
        PredicateOutcome outcome = predicate.evaluate(trees);
        assertThat(outcome.result()).isEqualTo(truth);
        assertThat(outcome.problem() == null).isEqualTo(truth != Truth.ERROR);
        return Arrays.stream(Truth.values())
                .filter(value -> value == truth)
                .map(value -> value.name().substring(0, 1))
                .collect(Collectors.joining());
    }
}
