package io.waybill.platform.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A plain list of the API: {@code GET /api/<plural>?size=&startAfterId=} with filters. In the order of ids, which is
 * that of creation, unless another order is asked for.
 *
 * <pre>{@code
 * ListQuery.of(facilities)
 *         .equal("tenant_facility_id", tenantFacilityId)
 *         .anyOf("status", "status", status, FacilityStatus.class)
 *         .page(ListPage.of(size, startAfterId, 500))
 *         .run(handle)
 *         .json("facilities");
 * }</pre>
 *
 * <p>Column names are constants of the program; values are bound. Used by one thread, for one request.
 */
public final class ListQuery {
    private final String relation;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Restriction> restrictions = new ArrayList<>();
    private ListPage page = new ListPage(25, null);
    private String order = "t.id";
    private boolean descending;

    private ListQuery(String relation) {
        this.relation = relation;
    }

    public static ListQuery of(DocumentTable<?> table) {
        return new ListQuery(table.table());
    }

    /** @param relation a table or view with {@code id text} and {@code document jsonb}; a constant of the program */
    public static ListQuery of(String relation) {
        return new ListQuery(relation);
    }

    /** Keeps rows whose column equals the value; null keeps all. */
    public ListQuery equal(String column, @Nullable String value) {
        if (value != null) {
            conditions.add("t." + column + " = " + bind(value) + "::text");
        }
        return this;
    }

    /**
     * Keeps rows whose column equals any of the values; null or none keeps all.
     *
     * @param values as the parameter was sent: repeated, or joined by commas, or both
     */
    public ListQuery anyOf(String column, @Nullable List<String> values) {
        List<String> wanted = flat(values);
        if (!wanted.isEmpty()) {
            conditions.add("t." + column + " = any(" + bind(wanted) + "::text[])");
        }
        return this;
    }

    /**
     * As {@link #anyOf(String, List)}, for a parameter with a closed set of values.
     *
     * @throws Rejection 400 naming the parameter when a value is not of the set
     */
    public ListQuery anyOf(
            String parameter, String column, @Nullable List<String> values, Class<? extends Enum<?>> constants) {
        for (String value : flat(values)) {
            if (Arrays.stream(constants.getEnumConstants())
                    .noneMatch(constant -> constant.name().equals(value))) {
                throw Rejection.invalid(parameter + " must be of "
                        + Arrays.stream(constants.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return anyOf(column, values);
    }

    /** Keeps rows that fulfil the restriction. The names of its values must be its own within this list. */
    public ListQuery where(Restriction restriction) {
        restrictions.add(restriction);
        return this;
    }

    public ListQuery page(ListPage wanted) {
        this.page = wanted;
        return this;
    }

    /** Orders by a column that is never null, then by id. */
    public ListQuery orderBy(String column, boolean descending) {
        this.order = "t." + column;
        this.descending = descending;
        return this;
    }

    /** One page and the number of rows on all pages. */
    public ListResult run(Handle handle) {
        List<String> all = new ArrayList<>(conditions);
        restrictions.forEach(restriction -> all.add("(" + restriction.sql() + ")"));
        String where = all.isEmpty() ? "true" : String.join(" and ", all);
        long total = bound(handle.createQuery("select count(*) from " + relation + " t where " + where))
                .mapTo(Long.class)
                .one();
        String direction = descending ? " desc" : " asc";
        String after = "";
        if (page.startAfterId() != null) {
            after = order.equals("t.id")
                    ? " and t.id " + (descending ? "<" : ">") + " :startAfterId::text"
                    : " and (" + order + ", t.id) " + (descending ? "<" : ">") + " (select " + order + ", t.id from "
                            + relation + " t where t.id = :startAfterId::text)";
        }
        Query query = bound(handle.createQuery("select t.document::text from " + relation + " t where " + where + after
                + " order by " + order + direction + ", t.id" + direction + " limit " + page.size()));
        if (page.startAfterId() != null) {
            query.bind("startAfterId", page.startAfterId());
        }
        return new ListResult(query.mapTo(String.class).list(), total);
    }

    /** The values of an array parameter, whichever of the two encodings the client used. */
    public static List<String> flat(@Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Query bound(Query query) {
        values.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                query.bindArray(name, String.class, list.toArray());
            } else {
                query.bind(name, value);
            }
        });
        restrictions.forEach(restriction -> restriction.bindTo(query));
        return query;
    }

    private String bind(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /**
     * @param documents the stored JSON of each entry
     * @param total how many there are on all pages
     */
    public record ListResult(List<String> documents, long total) {

        /** The answer of a plain list. */
        public String json(String plural) {
            return json(plural, UnaryOperator.identity());
        }

        /** The answer of a plain list, with each document as the function presents it. */
        public String json(String plural, UnaryOperator<String> presentation) {
            return JsonList.open(plural, documents, presentation)
                    .append(",\"total\":")
                    .append(total)
                    .append('}')
                    .toString();
        }
    }
}
