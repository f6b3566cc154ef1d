package io.waybill.platform.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The searches of the API ({@code POST /api/<plural>/search}): a query in the declared fields, one sort field, and
 * cursor paging by keyset, which neither repeats nor skips a row when others are written in between.
 *
 * <p>Whatever is not declared in the {@link SearchSchema} is refused with 400. Values reach the database as bound
 * parameters only, and a search that runs longer than {@value #PATIENCE_SECONDS} seconds (a hostile regular expression)
 * is cancelled there and refused. Thread-safe.
 */
@ApplicationScoped
public class Search {
    static final int PATIENCE_SECONDS = 3;
    private static final int DEFAULT_SIZE = 20;
    private static final int MAXIMUM_SIZE = 250;
    private static final Set<String> BODY_FIELDS =
            Set.of("query", "sort", "size", "first", "last", "after", "before", "startAfterId", "options");

    private final ObjectMapper json;
    private final Clock clock;

    public Search(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** {@link #run(Handle, String, SearchSchema, JsonNode, Restriction)} without a restriction. */
    public SearchResult run(Handle handle, DocumentTable<?> table, SearchSchema schema, @Nullable JsonNode body) {
        return run(handle, table.table(), schema, body, Restriction.none());
    }

    /** {@link #run(Handle, String, SearchSchema, JsonNode, Restriction)} over the table of the documents. */
    public SearchResult run(
            Handle handle,
            DocumentTable<?> table,
            SearchSchema schema,
            @Nullable JsonNode body,
            Restriction restriction) {
        return run(handle, table.table(), schema, body, restriction);
    }

    /**
     * Runs the search that the body of the request asks for.
     *
     * @param relation a table or view with {@code id text} and {@code document jsonb}; a constant of the program
     * @param restriction what the rows must fulfil beside the query, for example the facilities of the caller
     * @throws Rejection 400 naming the field, operator or value that is not understood
     */
    public SearchResult run(
            Handle handle, String relation, SearchSchema schema, @Nullable JsonNode body, Restriction restriction) {
        if (body == null || !body.isObject()) {
            throw Rejection.invalid("The body must be an object with a query");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!BODY_FIELDS.contains(name)) {
                throw Rejection.invalid(name + " is not a field of a search; there are query, sort, size, last, after, "
                        + "before and options");
            }
        });
        JsonNode query = body.get("query");
        if (query == null || query.isNull()) {
            throw Rejection.invalid("query must not be null; {} finds everything");
        }
        SearchSql sql = new SearchSql(clock);
        String condition = schema.condition(sql, query) + " and " + restriction.sql();
        Sort sort = sort(sql, schema, body.get("sort"));
        Paging paging = paging(body);
        boolean withTotal = flag(body.get("options"));
        try {
            return run(handle, relation, schema.plural(), condition, restriction, sql, sort, paging, withTotal);
        } catch (UnableToExecuteStatementException failure) {
            throw translated(failure);
        }
    }

    private SearchResult run(
            Handle handle,
            String relation,
            String plural,
            String condition,
            Restriction restriction,
            SearchSql sql,
            Sort sort,
            Paging paging,
            boolean withTotal) {
        @Nullable
        Long total = withTotal
                ? bound(handle, "select count(*) from " + relation + " t where " + condition, sql, restriction)
                        .mapTo(Long.class)
                        .one()
                : null;
        boolean ascending = sort.ascending != paging.backward;
        String direction = ascending ? " asc" : " desc";
        String beyond = beyond(handle, relation, sql, sort, paging, ascending);
        String statement = "select t.id, t.document::text, (" + sort.expression + ")::text from " + relation
                + " t where " + condition + beyond + " order by " + sort.expression + direction + ", t.id" + direction
                + " limit " + (paging.size + 1);
        List<Row> rows = new ArrayList<>(bound(handle, statement, sql, restriction)
                .map((result, context) -> new Row(result.getString(1), result.getString(2), result.getString(3)))
                .list());
        boolean more = rows.size() > paging.size;
        if (more) {
            rows.removeLast();
        }
        if (paging.backward) {
            Collections.reverse(rows);
        }
        String start = rows.isEmpty() ? "" : cursor(sort, rows.getFirst());
        String end = rows.isEmpty() ? "" : cursor(sort, rows.getLast());
        boolean continued = paging.cursor != null || paging.startAfterId != null;
        return new SearchResult(
                plural,
                rows.stream().map(Row::document).toList(),
                new PageInfo(start, end, paging.backward ? continued : more, paging.backward ? more : continued),
                total);
    }

    private String beyond(Handle handle, String relation, SearchSql sql, Sort sort, Paging paging, boolean ascending) {
        String value;
        String id;
        if (paging.startAfterId != null) {
            id = paging.startAfterId;
            value = bound(
                            handle,
                            "select (" + sort.expression + ")::text from " + relation + " t where t.id = :startAfterId",
                            sql,
                            Restriction.none())
                    .bind("startAfterId", id)
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> Rejection.invalid("startAfterId must be the id of a found entry"));
        } else if (paging.cursor != null) {
            JsonNode cursor = read(paging.cursorField, paging.cursor);
            if (!sort.name.equals(cursor.path("s").textValue())) {
                throw Rejection.invalid(paging.cursorField + " is a cursor of another sort order");
            }
            value = cursor.path("v").asText();
            id = cursor.path("i").asText();
        } else {
            return "";
        }
        return " and (" + sort.expression + ", t.id) " + (ascending ? ">" : "<") + " (" + sql.bind(value) + "::"
                + sort.type + ", " + sql.text(id) + ")";
    }

    private static Query bound(Handle handle, String statement, SearchSql sql, Restriction restriction) {
        Query query = handle.createQuery(statement).setQueryTimeout(PATIENCE_SECONDS);
        // A count has no use for the sort key of the search, and the look-up of an id none for its query.
        query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        sql.bindTo(query);
        restriction.bindTo(query);
        return query;
    }

    private static Sort sort(SearchSql sql, SearchSchema schema, @Nullable JsonNode sort) {
        if (sort == null || sort.isNull()) {
            return new Sort("id ASC", "t.id", "text", true);
        }
        if (!sort.isArray()
                || sort.size() != 1
                || !sort.get(0).isObject()
                || sort.get(0).size() != 1) {
            throw Rejection.invalid("sort must be an array of exactly one object with one field");
        }
        StringBuilder name = new StringBuilder();
        JsonNode node = sort.get(0);
        while (node.isObject() && node.size() == 1) {
            Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
            String attributes = name.isEmpty() ? null : schema.attributeSort(name.toString());
            if (attributes != null) {
                String key = SearchOperators.attributeKey("sort." + name, entry.getKey());
                boolean ascending = ascending("sort." + name + "." + key, entry.getValue());
                String expression = "coalesce(" + attributes + " -> " + sql.text(key) + ", 'null'::jsonb)";
                return new Sort(name + "." + key + (ascending ? " ASC" : " DESC"), expression, "jsonb", ascending);
            }
            name.append(name.isEmpty() ? "" : ".").append(entry.getKey());
            node = entry.getValue();
        }
        SearchSchema.SortField field = schema.sort(name.toString());
        if (field == null) {
            throw Rejection.invalid(
                    "sort." + name + " is not a sort field of this search; there are " + schema.sortNames());
        }
        boolean ascending = ascending("sort." + name, node);
        return new Sort(name + (ascending ? " ASC" : " DESC"), field.expression(), field.type(), ascending);
    }

    private static boolean ascending(String path, JsonNode value) {
        String direction = value.isTextual() ? value.textValue() : "";
        if (!direction.equals("ASC") && !direction.equals("DESC")) {
            throw Rejection.invalid(path + " must be ASC or DESC");
        }
        return direction.equals("ASC");
    }

    private static Paging paging(JsonNode body) {
        @Nullable Integer size = size(body, body.hasNonNull("first") ? "first" : "size");
        @Nullable Integer last = size(body, "last");
        @Nullable String after = text(body, "after");
        @Nullable String before = text(body, "before");
        @Nullable String startAfterId = text(body, "startAfterId");
        boolean forward = size != null || after != null || startAfterId != null;
        boolean backward = last != null || before != null;
        if (forward && backward) {
            throw Rejection.invalid("size and after page forward, last and before page backward; use one of the two");
        }
        if (after != null && startAfterId != null) {
            throw Rejection.invalid("after and startAfterId say the same; use after");
        }
        Integer wanted = backward ? last : size;
        return new Paging(
                wanted == null ? DEFAULT_SIZE : wanted,
                backward,
                backward ? "before" : "after",
                backward ? before : after,
                startAfterId);
    }

    private static @Nullable Integer size(JsonNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 1
                || value.intValue() > MAXIMUM_SIZE) {
            throw Rejection.invalid(name + " must be a whole number from 1 to " + MAXIMUM_SIZE);
        }
        return value.intValue();
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Rejection.invalid(name + " must be a string");
        }
        // The cursor of an empty page; whoever sends it back starts anew.
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    private static boolean flag(@Nullable JsonNode options) {
        if (options == null || options.isNull()) {
            return false;
        }
        JsonNode withTotal = options.path("withTotal");
        if (!options.isObject() || !(withTotal.isMissingNode() || withTotal.isNull() || withTotal.isBoolean())) {
            throw Rejection.invalid("options.withTotal must be true or false");
        }
        return withTotal.asBoolean();
    }

    private String cursor(Sort sort, Row row) {
        ObjectNode cursor = json.createObjectNode();
        cursor.put("s", sort.name).put("v", row.sortValue).put("i", row.id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode read(String field, String cursor) {
        try {
            JsonNode read = json.readTree(Base64.getUrlDecoder().decode(cursor));
            if (read.path("s").isTextual()
                    && read.path("v").isTextual()
                    && read.path("i").isTextual()
                    && read.toString().indexOf("\\u0000") < 0) {
                return read;
            }
        } catch (IllegalArgumentException | IOException unreadable) {
            throw foreignCursor(field);
        }
        throw foreignCursor(field);
    }

    private static Rejection foreignCursor(String field) {
        return Rejection.invalid(field + " must be a cursor from the pageInfo of this search");
    }

    private static RuntimeException translated(UnableToExecuteStatementException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                switch (sql.getSQLState()) {
                    case "2201B" -> {
                        return Rejection.invalid("query holds a like that is not a valid regular expression");
                    }
                    case "57014" -> {
                        return Rejection.invalid("query takes longer than " + PATIENCE_SECONDS
                                + " seconds; narrow it down or simplify its regular expression");
                    }
                    case "22007", "22P02", "22008" -> {
                        return Rejection.invalid("after or before must be a cursor from the pageInfo of this search");
                    }
                    default -> {
                        // Not the client's doing: passed on as it is.
                    }
                }
            }
        }
        return failure;
    }

    private record Sort(String name, String expression, String type, boolean ascending) {}

    private record Paging(
            int size,
            boolean backward,
            String cursorField,
            @Nullable String cursor,
            @Nullable String startAfterId) {}

    private record Row(String id, String document, String sortValue) {}
}
