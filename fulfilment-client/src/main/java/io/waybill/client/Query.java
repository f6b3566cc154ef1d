package io.waybill.client;

import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of a request, in order; a name may repeat, which is how the API takes most of its lists. Immutable.
 */
public final class Query {
    private static final Query NONE = new Query(List.of());

    private final List<Map.Entry<String, String>> parameters;

    private Query(List<Map.Entry<String, String>> parameters) {
        this.parameters = parameters;
    }

    /** No parameters. */
    public static Query none() {
        return NONE;
    }

    /** One parameter. */
    public static Query of(String name, String value) {
        return NONE.with(name, value);
    }

    /** One more parameter; a null value adds nothing. */
    public Query with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
        more.add(Map.entry(name, value));
        return new Query(List.copyOf(more));
    }

    /** The encoded form with its question mark, empty without parameters. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(each -> JsonHttp.encode(each.getKey()) + "=" + JsonHttp.encode(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
