package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A comparison. Values of different types are neither equal nor ordered, and so not unequal either. */
enum Operator {
    EQUAL(order -> order == 0),
    UNEQUAL(order -> order != 0),
    LESS(order -> order < 0),
    GREATER(order -> order > 0),
    AT_MOST(order -> order <= 0),
    AT_LEAST(order -> order >= 0);

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*");

    private final IntPredicate accepted;

    Operator(IntPredicate accepted) {
        this.accepted = accepted;
    }

    boolean holds(JsonNode value, Operand operand) {
        OptionalInt order = compare(value, operand);
        return order.isPresent() && accepted.test(order.getAsInt());
    }

    private static OptionalInt compare(JsonNode value, Operand operand) {
        return switch (operand) {
            case Operand.Text text -> value.isTextual() ? texts(value.textValue(), text.value()) : OptionalInt.empty();
            case Operand.Number number ->
                value.isNumber() ? OptionalInt.of(value.decimalValue().compareTo(number.value())) : OptionalInt.empty();
            case Operand.Flag flag ->
                value.isBoolean()
                        ? OptionalInt.of(Boolean.compare(value.booleanValue(), flag.value()))
                        : OptionalInt.empty();
            case Operand.Variable variable -> variable(value, variable.value());
        };
    }

    private static OptionalInt variable(JsonNode value, String text) {
        if (value.isTextual()) {
            return texts(value.textValue(), text);
        }
        if (value.isBoolean() && (text.equals("true") || text.equals("false"))) {
            return OptionalInt.of(Boolean.compare(value.booleanValue(), text.equals("true")));
        }
        if (value.isNumber()) {
            try {
                return OptionalInt.of(value.decimalValue().compareTo(new BigDecimal(text)));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** Points in time compare as such, however they are written; everything else as text. */
    private static OptionalInt texts(String left, String right) {
        if (INSTANT.matcher(left).matches() && INSTANT.matcher(right).matches()) {
            try {
                return OptionalInt.of(instant(left).compareTo(instant(right)));
            } catch (DateTimeException e) {
                return OptionalInt.of(left.compareTo(right));
            }
        }
        return OptionalInt.of(left.compareTo(right));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
