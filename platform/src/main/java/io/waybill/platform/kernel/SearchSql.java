package io.waybill.platform.kernel;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The values of one search, bound by name: conditions carry placeholders only, never what a client sent. Bounds the
 * size of a query as well. Used by one thread.
 */
public final class SearchSql {
    static final int MAXIMUM_BRANCHES = 500;
    private static final int MAXIMUM_DEPTH = 12;
    private static final int MAXIMUM_OBJECTS = 2_000;
    private static final int MAXIMUM_VALUES = 5_000;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Instant now;
    private int objects;
    private int aliases;

    SearchSql(Clock clock) {
        this.now = clock.instant();
    }

    /** Binds a text and answers its placeholder, of SQL type text. */
    public String text(String value) {
        return bind(value) + "::text";
    }

    /** Binds texts and answers their placeholder, of SQL type text[]. */
    public String texts(List<String> values) {
        return bind(values) + "::text[]";
    }

    /** Binds a value (String, number, Boolean, or a list of texts) and answers its placeholder without a type. */
    String bind(Object value) {
        if (values.size() >= MAXIMUM_VALUES) {
            throw Rejection.invalid("query holds more than " + MAXIMUM_VALUES + " values");
        }
        String name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** A name for a row of a sub-select that no other one of this search has. */
    String alias() {
        return "e" + aliases++;
    }

    Instant now() {
        return now;
    }

    void enter(String path, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw Rejection.invalid(path + " is nested deeper than " + MAXIMUM_DEPTH + " levels");
        }
        if (++objects > MAXIMUM_OBJECTS) {
            throw Rejection.invalid("query holds more than " + MAXIMUM_OBJECTS + " objects");
        }
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

    /** Conditions that must all hold; none at all holds always. */
    static final class Conjunction {
        private final List<String> conditions = new ArrayList<>();

        void add(String condition) {
            conditions.add(condition);
        }

        String sql() {
            return conditions.isEmpty() ? "true" : "(" + String.join(" and ", conditions) + ")";
        }
    }
}
