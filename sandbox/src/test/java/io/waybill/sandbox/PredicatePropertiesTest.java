package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.query.Predicate;
import io.waybill.sandbox.query.PredicateParser;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The parser against a second evaluation of the same formula that never sees its text. */
class PredicatePropertiesTest {

    /** A formula as text, together with what it means for numbers a and b. */
    record Formula(String text, Meaning meaning) {}

    @FunctionalInterface
    interface Meaning {
        boolean holds(int a, int b);
    }

    private static Predicate parse(String where) {
        return PredicateParser.parse(where, Map.of(), null);
    }

    @Property(tries = 300)
    void a_formula_means_what_its_structure_says(
            @ForAll("formulas") Formula formula, @ForAll @IntRange(max = 4) int a, @ForAll @IntRange(max = 4) int b) {
        ObjectNode document = Json.object().put("a", a);
        document.putObject("inner").put("b", b);

        assertThat(parse(formula.text()).test(document))
                .as(formula.text())
                .isEqualTo(formula.meaning().holds(a, b));
    }

    @Property(tries = 300)
    void any_text_survives_quoting(@ForAll String text, @ForAll String other) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        Predicate predicate = parse("a = \"" + quoted + "\"");

        assertThat(predicate.test(Json.object().put("a", text))).isTrue();
        assertThat(predicate.test(Json.object().put("a", other))).isEqualTo(text.equals(other));
    }

    @Property(tries = 300)
    void any_text_is_safe_as_a_variable(@ForAll String text) {
        Predicate predicate = PredicateParser.parse("a = :v", Map.of("v", List.of(text)), null);

        assertThat(predicate.test(Json.object().put("a", text))).isTrue();
        assertThat(predicate.test(Json.object().put("a", text + "x"))).isFalse();
    }

    @Property(tries = 500)
    void any_text_is_parsed_or_refused_but_never_a_fault(@ForAll("nearPredicates") String where) {
        try {
            parse(where).test(Json.object().put("a", 1));
        } catch (Rejection refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> nearPredicates() {
        return Arbitraries.of(
                        "a",
                        "=",
                        "!=",
                        "<",
                        ">=",
                        "(",
                        ")",
                        "\"x\"",
                        "1",
                        "-2.5",
                        "and",
                        "or",
                        "not",
                        "in",
                        "is",
                        "defined",
                        "empty",
                        "contains",
                        "any",
                        ",",
                        ":v",
                        "`b-c`",
                        "\"",
                        "`",
                        "%",
                        "true",
                        "1.2.3",
                        " ")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<Formula> formulas() {
        return formula(3);
    }

    private Arbitrary<Formula> formula(int depth) {
        Arbitrary<Formula> simple = Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("=", "!=", "<", ">", "<=", ">="),
                        Arbitraries.of(true, false))
                .as(PredicatePropertiesTest::comparison);
        if (depth == 0) {
            return simple;
        }
        Arbitrary<Formula> deeper = Arbitraries.lazy(() -> formula(depth - 1));
        return Arbitraries.oneOf(
                simple,
                Combinators.combine(deeper, deeper)
                        .as((l, r) -> new Formula(
                                "(" + l.text() + ") and (" + r.text() + ")",
                                (a, b) -> l.meaning().holds(a, b) && r.meaning().holds(a, b))),
                Combinators.combine(deeper, deeper)
                        .as((l, r) -> new Formula(
                                "(" + l.text() + " or " + r.text() + ")",
                                (a, b) -> l.meaning().holds(a, b) || r.meaning().holds(a, b))),
                deeper.map(f -> new Formula(
                        "not (" + f.text() + ")", (a, b) -> !f.meaning().holds(a, b))));
    }

    private static Formula comparison(int value, String operator, boolean nested) {
        String field = nested ? "b" : "a";
        String text = field + " " + operator + " " + value;
        Meaning meaning = (a, b) -> {
            int field0 = nested ? b : a;
            return switch (operator) {
                case "=" -> field0 == value;
                case "!=" -> field0 != value;
                case "<" -> field0 < value;
                case ">" -> field0 > value;
                case "<=" -> field0 <= value;
                default -> field0 >= value;
            };
        };
        return new Formula(nested ? "inner(" + text + ")" : text, meaning);
    }
}
