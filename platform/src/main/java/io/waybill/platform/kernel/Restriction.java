package io.waybill.platform.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A condition on the rows that a search or list may show, beside what the client asks for.
 *
 * @param sql a constant of the program over the row {@code t}, with named placeholders
 * @param values by name of the placeholder; a list is bound as an array of texts
 */
public record Restriction(String sql, Map<String, Object> values) {
    private static final Restriction NONE = new Restriction("true", Map.of());

    public Restriction {
        values = Map.copyOf(values);
    }

    public static Restriction none() {
        return NONE;
    }

    /**
     * Rows of these facilities only.
     *
     * @param column of the row that holds the facility's id
     * @param facilityIds as of {@code Caller.facilityIds()}: empty means no limit
     */
    public static Restriction facilities(String column, Collection<String> facilityIds) {
        return facilityIds.isEmpty()
                ? NONE
                : new Restriction(
                        "t." + column + " = any(:allowedFacilities::text[])",
                        Map.of("allowedFacilities", List.copyOf(facilityIds)));
    }

    void bindTo(SqlStatement<?> statement) {
        values.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                statement.bindArray(name, String.class, list.toArray());
            } else {
                statement.bind(name, value);
            }
        });
    }
}
