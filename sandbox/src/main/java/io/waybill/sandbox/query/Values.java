package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a predicate sees under a field: the value, or each element of an array. */
final class Values {

    private Values() {}

    static Stream<JsonNode> under(JsonNode context, String field) {
        JsonNode value = context.get(field);
        if (value == null || value.isNull()) {
            return Stream.empty();
        }
        return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
    }
}
