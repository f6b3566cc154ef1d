package io.waybill.platform.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The operators of the search language, each as a condition in SQL. An absent value is unequal to everything, so
 * {@code notEq} and {@code notIn} match it; every other operator does not.
 */
final class SearchOperators {
    private static final int MAXIMUM_TEXT = 256;
    private static final int MAXIMUM_VALUES = 500;

    private SearchOperators() {}

    static String string(SearchSql sql, String path, String text, JsonNode operand, boolean withLike) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> text + " = " + sql.text(text(at, value));
                case "notEq" -> text + " is distinct from " + sql.text(text(at, value));
                case "in" -> text + " = any(" + sql.texts(texts(at, value)) + ")";
                case "notIn" -> notIn(text, sql.texts(texts(at, value)));
                case "like" -> {
                    if (!withLike) {
                        throw unknown(at, "eq, notEq, in, notIn");
                    }
                    yield text + " ~ " + sql.text(text(at, value));
                }
                default -> throw unknown(at, "eq, notEq, in, notIn" + (withLike ? ", like" : ""));
            };
        });
    }

    static String enumeration(SearchSql sql, String path, String text, JsonNode operand, Set<String> constants) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> text + " = " + sql.text(constant(at, value, constants));
                case "notEq" -> text + " is distinct from " + sql.text(constant(at, value, constants));
                case "in" -> {
                    List<String> wanted = texts(at, value);
                    wanted.forEach(one -> requireConstant(at, one, constants));
                    yield text + " = any(" + sql.texts(wanted) + ")";
                }
                default -> throw unknown(at, "eq, notEq, in");
            };
        });
    }

    static String number(SearchSql sql, String path, String number, JsonNode operand) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> number + " = " + number(sql, at, value);
                case "notEq" -> number + " is distinct from " + number(sql, at, value);
                case "gt" -> number + " > " + number(sql, at, value);
                case "gte" -> number + " >= " + number(sql, at, value);
                case "lt" -> number + " < " + number(sql, at, value);
                case "lte" -> number + " <= " + number(sql, at, value);
                case "in" -> number + " = any(" + numbers(sql, at, value) + ")";
                case "notIn" -> notIn(number, numbers(sql, at, value));
                default -> throw unknown(at, "eq, notEq, gt, gte, lt, lte, in, notIn");
            };
        });
    }

    static String bool(SearchSql sql, String path, String bool, JsonNode operand) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> bool + " = " + sql.bind(truth(at, value));
                case "notEq" -> bool + " is distinct from " + sql.bind(truth(at, value));
                default -> throw unknown(at, "eq, notEq");
            };
        });
    }

    static String date(SearchSql sql, String path, String date, JsonNode operand) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> date + " = " + instant(sql, at, value);
                case "notEq" -> date + " is distinct from " + instant(sql, at, value);
                case "gt" -> date + " > " + instant(sql, at, value);
                case "gte" -> date + " >= " + instant(sql, at, value);
                case "lt" -> date + " < " + instant(sql, at, value);
                case "lte" -> date + " <= " + instant(sql, at, value);
                case "after" -> date + " > " + bindInstant(sql, relative(sql, at, value));
                case "before" -> date + " < " + bindInstant(sql, relative(sql, at, value));
                default -> throw unknown(at, "eq, notEq, gt, gte, lt, lte, before, after");
            };
        });
    }

    /** Text operators over the texts that {@code function} makes of a jsonb value of that type; any must match. */
    static String anyText(SearchSql sql, String path, String function, String type, String json, JsonNode operand) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            String row = sql.alias();
            String any = "exists (select 1 from " + function + "(" + onlyOf(type, json) + ") " + row + " where " + row
                    + ".value ";
            return switch (operator) {
                case "eq" -> any + "= " + sql.text(text(at, value)) + ")";
                case "notEq" -> "not " + any + "= " + sql.text(text(at, value)) + ")";
                case "in" -> any + "= any(" + sql.texts(texts(at, value)) + "))";
                case "notIn" -> "not " + any + "= any(" + sql.texts(texts(at, value)) + "))";
                case "like" -> any + "~ " + sql.text(text(at, value)) + ")";
                default -> throw unknown(at, "eq, notEq, in, notIn, like");
            };
        });
    }

    /** {@code contains}: an element for which the condition holds; {@code exists}: whether the list has elements. */
    static String list(SearchSql sql, String path, String json, JsonNode operand, ElementCondition condition) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "contains" -> {
                    String row = sql.alias();
                    yield "exists (select 1 from jsonb_array_elements(" + onlyOf("array", json) + ") " + row + " where "
                            + condition.of(row + ".value", at, value) + ")";
                }
                case "exists" ->
                    (truth(at, value) ? "" : "not ") + "coalesce(" + json
                            + " not in ('[]'::jsonb, 'null'::jsonb), false)";
                default -> throw unknown(at, "contains, exists");
            };
        });
    }

    @FunctionalInterface
    interface ElementCondition {
        /** @param element SQL of the element, of type jsonb */
        String of(String element, String path, JsonNode operand);
    }

    /**
     * Conditions on a free object by key. The type of the operand says how values compare; a value of another type is
     * unequal. Points in time compare as ISO-8601 texts.
     */
    static String attributes(SearchSql sql, String path, String json, JsonNode operand) {
        if (!operand.isObject()) {
            throw Rejection.invalid(path + " must be an object");
        }
        SearchSql.Conjunction conditions = new SearchSql.Conjunction();
        operand.properties().forEach(entry -> {
            String key = attributeKey(path, entry.getKey());
            String attribute = "(" + json + " -> " + sql.text(key) + ")";
            conditions.add(attribute(sql, path + "." + key, attribute, entry.getValue()));
        });
        return conditions.sql();
    }

    /** @throws Rejection 400 for a name that holds a dot or starts with a dollar sign */
    static String attributeKey(String path, String key) {
        if (key.isEmpty() || key.contains(".") || key.startsWith("$") || key.indexOf('\0') >= 0) {
            throw Rejection.invalid(path + "." + key + " is not an attribute name: no dots, no leading $");
        }
        if (key.length() > MAXIMUM_TEXT) {
            throw Rejection.invalid(path + " holds a name longer than " + MAXIMUM_TEXT + " characters");
        }
        return key;
    }

    private static String attribute(SearchSql sql, String path, String attribute, JsonNode operand) {
        return each(path, operand, (operator, value) -> {
            String at = path + "." + operator;
            return switch (operator) {
                case "eq" -> attribute + " = " + scalar(sql, at, value);
                case "notEq" -> attribute + " is distinct from " + scalar(sql, at, value);
                case "gt" -> ordered(sql, at, attribute, ">", value);
                case "gte" -> ordered(sql, at, attribute, ">=", value);
                case "lt" -> ordered(sql, at, attribute, "<", value);
                case "lte" -> ordered(sql, at, attribute, "<=", value);
                case "after" ->
                    "(" + attribute + " #>> '{}') > "
                            + sql.text(relative(sql, at, value).toString());
                case "before" ->
                    "(" + attribute + " #>> '{}') < "
                            + sql.text(relative(sql, at, value).toString());
                case "in" -> "(" + attribute + " #>> '{}') = any(" + sql.texts(texts(at, value)) + ")";
                case "notIn" -> notIn("(" + attribute + " #>> '{}')", sql.texts(texts(at, value)));
                case "exists" -> attribute + (truth(at, value) ? " is not null" : " is null");
                default -> throw unknown(at, "eq, notEq, gt, gte, lt, lte, before, after, in, notIn, exists");
            };
        });
    }

    private static String ordered(SearchSql sql, String path, String attribute, String operator, JsonNode value) {
        if (value.isNumber()) {
            return "(jsonb_typeof(" + attribute + ") = 'number' and " + attribute + " " + operator + " to_jsonb("
                    + number(sql, path, value) + "))";
        }
        return "(" + attribute + " #>> '{}') " + operator + " "
                + sql.text(instant(path, value).toString());
    }

    private static String scalar(SearchSql sql, String path, JsonNode value) {
        if (value.isNumber()) {
            return "to_jsonb(" + number(sql, path, value) + ")";
        }
        if (value.isBoolean()) {
            return "to_jsonb(" + sql.bind(value.booleanValue()) + "::boolean)";
        }
        if (value.isTextual()) {
            return "to_jsonb(" + sql.text(text(path, value)) + ")";
        }
        throw Rejection.invalid(path + " must be a string, a number or a boolean");
    }

    private static String each(String path, JsonNode operand, BiFunction<String, JsonNode, String> operator) {
        if (!operand.isObject()) {
            throw Rejection.invalid(path + " must be an object with operators, for example {\"eq\": ...}");
        }
        SearchSql.Conjunction conditions = new SearchSql.Conjunction();
        operand.properties().forEach(entry -> conditions.add(operator.apply(entry.getKey(), entry.getValue())));
        return conditions.sql();
    }

    private static String onlyOf(String type, String json) {
        return "case when jsonb_typeof(" + json + ") = '" + type + "' then " + json + " end";
    }

    private static String notIn(String expression, String array) {
        return "(" + expression + " is null or " + expression + " <> all(" + array + "))";
    }

    private static Rejection unknown(String path, String known) {
        return Rejection.invalid(path + " is not an operator here; there are " + known);
    }

    static String text(String path, JsonNode value) {
        if (!value.isTextual()) {
            throw Rejection.invalid(path + " must be a string");
        }
        return bounded(path, value.textValue());
    }

    private static List<String> texts(String path, JsonNode value) {
        if (!value.isArray() || value.size() > MAXIMUM_VALUES) {
            throw Rejection.invalid(path + " must be an array of at most " + MAXIMUM_VALUES + " strings");
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode one : value) {
            texts.add(text(path, one));
        }
        return texts;
    }

    private static String bounded(String path, String text) {
        if (text.length() > MAXIMUM_TEXT) {
            throw Rejection.invalid(path + " must not be longer than " + MAXIMUM_TEXT + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw Rejection.invalid(path + " must not hold the character U+0000");
        }
        return text;
    }

    private static String constant(String path, JsonNode value, Set<String> constants) {
        String text = text(path, value);
        requireConstant(path, text, constants);
        return text;
    }

    private static void requireConstant(String path, String value, Set<String> constants) {
        if (!constants.contains(value)) {
            throw Rejection.invalid(path + " must be one of " + constants);
        }
    }

    private static String number(SearchSql sql, String path, JsonNode value) {
        return sql.bind(plain(path, value)) + "::numeric";
    }

    private static String numbers(SearchSql sql, String path, JsonNode value) {
        if (!value.isArray() || value.size() > MAXIMUM_VALUES) {
            throw Rejection.invalid(path + " must be an array of at most " + MAXIMUM_VALUES + " numbers");
        }
        List<String> numbers = new ArrayList<>(value.size());
        for (JsonNode one : value) {
            numbers.add(plain(path, one));
        }
        return sql.bind(numbers) + "::numeric[]";
    }

    private static String plain(String path, JsonNode value) {
        if (!value.isNumber()) {
            throw Rejection.invalid(path + " must be a number");
        }
        // PostgreSQL reads the exponent form; writing a huge exponent out in digits would cost memory.
        return bounded(path, value.decimalValue().toString());
    }

    private static boolean truth(String path, JsonNode value) {
        if (!value.isBoolean()) {
            throw Rejection.invalid(path + " must be true or false");
        }
        return value.booleanValue();
    }

    private static String instant(SearchSql sql, String path, JsonNode value) {
        return bindInstant(sql, instant(path, value));
    }

    private static Instant instant(String path, JsonNode value) {
        String text = text(path, value);
        try {
            return storable(path, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            throw Rejection.invalid(path + " must be an ISO-8601 date-time with an offset");
        }
    }

    private static String bindInstant(SearchSql sql, Instant instant) {
        return sql.bind(instant.toString()) + "::timestamptz";
    }

    /** An ISO-8601 duration, also of days, months or years, added to now. */
    private static Instant relative(SearchSql sql, String path, JsonNode value) {
        String text = text(path, value).toUpperCase(Locale.ROOT);
        try {
            boolean negative = text.startsWith("-");
            String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
            int time = unsigned.indexOf('T');
            Period period = time == 1 ? Period.ZERO : Period.parse(time < 0 ? unsigned : unsigned.substring(0, time));
            Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + unsigned.substring(time));
            OffsetDateTime now = sql.now().atOffset(ZoneOffset.UTC);
            OffsetDateTime then = negative
                    ? now.minus(period).minus(duration)
                    : now.plus(period).plus(duration);
            return storable(path, then.toInstant());
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw Rejection.invalid(path + " must be an ISO-8601 duration relative to now, for example -P1D");
        }
    }

    private static Instant storable(String path, Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw Rejection.invalid(path + " must lie between the years 0 and 9999");
        }
        return instant;
    }
}
