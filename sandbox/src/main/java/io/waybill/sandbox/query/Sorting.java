package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.sandbox.wire.Rejection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sort=path [asc|desc]}, several in order of weight. Absent values come last either way. */
public final class Sorting {

    private static final Pattern EXPRESSION =
            Pattern.compile("([A-Za-z_][\\w.-]*)(?:\\s+(asc|desc))?", Pattern.CASE_INSENSITIVE);

    private Sorting() {}

    /** The order of the expressions; documents they do not tell apart keep their places. */
    public static Comparator<JsonNode> by(List<String> expressions) {
        Comparator<JsonNode> order = (a, b) -> 0;
        for (String expression : expressions) {
            Matcher matcher = EXPRESSION.matcher(expression.trim());
            if (!matcher.matches()) {
                throw Rejection.invalidInput("Malformed parameter: sort: '" + expression + "'.");
            }
            String[] path = matcher.group(1).split("\\.");
            boolean descending = "desc".equalsIgnoreCase(matcher.group(2));
            order = order.thenComparing((a, b) -> compare(at(a, path), at(b, path), descending));
        }
        return order;
    }

    private static int compare(JsonNode left, JsonNode right, boolean descending) {
        if (left.isMissingNode() || right.isMissingNode()) {
            return Boolean.compare(left.isMissingNode(), right.isMissingNode());
        }
        int order = left.isNumber() && right.isNumber()
                ? left.decimalValue().compareTo(right.decimalValue())
                : left.asText().compareTo(right.asText());
        return descending ? -order : order;
    }

    private static JsonNode at(JsonNode document, String[] path) {
        JsonNode value = document;
        for (String field : path) {
            value = value.path(field);
        }
        return value;
    }
}
