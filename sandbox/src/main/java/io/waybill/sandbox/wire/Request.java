package io.waybill.sandbox.wire;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request.
 *
 * @param method upper case
 * @param path the raw path, for error messages
 * @param segments the decoded segments of the path, without empty ones
 * @param query the decoded query parameters, each with its values in order
 * @param header a header's first value by its name, or null
 * @param body the whole body; at most {@link ApiServer#MAX_BODY_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Request(
        String method,
        String path,
        List<String> segments,
        Map<String, List<String>> query,
        UnaryOperator<@Nullable String> header,
        byte[] body) {

    public Input json() {
        return Input.body(Json.parse(body));
    }

    public List<String> all(String parameter) {
        return query.getOrDefault(parameter, List.of());
    }

    public @Nullable String first(String parameter) {
        List<String> values = all(parameter);
        return values.isEmpty() ? null : values.getFirst();
    }

    /** The integer value of a parameter; InvalidInput if it is no integer between the bounds. */
    public int integer(String parameter, int otherwise, int least, int most) {
        String text = first(parameter);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below like a number out of range
        }
        throw Rejection.invalidInput(
                "Malformed parameter: " + parameter + ": must be a number between " + least + " and " + most + ".");
    }

    /** The version a request names as a parameter; null where it names none. */
    public @Nullable Long version() {
        String text = first("version");
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Rejection.invalidInput("Malformed parameter: version: must be a number.");
        }
    }

    public boolean is(String wanted) {
        return method.equals(wanted);
    }
}
