package io.waybill.platform.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a search endpoint can be asked: the fields of its query with their types, and the fields it sorts by. Written as
 * a declaration:
 *
 * <pre>{@code
 * static final SearchSchema SCHEMA = SearchSchema.of("orders")
 *         .string("tenantOrderId", "tenant_order_id")
 *         .enumeration("status", "status", OrderStatus.class)
 *         .date("orderDate")
 *         .object("consumer", consumer -> consumer.search("email"))
 *         .list("orderLineItems", line -> line.object("article", article -> article.string("tenantArticleId")))
 *         .attributes("customAttributes")
 *         .sortByDate("orderDate")
 *         .build();
 * }</pre>
 *
 * <p>A field is read from the property of the same name of the stored document, or from a column of the table where one
 * is named (do so for what is indexed). A name that is not declared is refused by the search. Immutable and thread-safe.
 */
public final class SearchSchema {
    private static final String DOCUMENT = "t.document";

    private final String plural;
    private final Map<String, Field> fields;
    private final Map<String, SortField> sorts;
    private final Map<String, String> attributeSorts;

    private SearchSchema(Builder builder) {
        this.plural = builder.plural;
        this.fields = Map.copyOf(builder.fields);
        this.sorts = Map.copyOf(builder.sorts);
        this.attributeSorts = Map.copyOf(builder.attributeSorts);
    }

    /** @param plural name of the list in the answer, for example {@code orders} */
    public static Builder of(String plural) {
        return new Builder(plural);
    }

    String plural() {
        return plural;
    }

    /** The SQL condition of the query object, its values bound in {@code sql}. */
    String condition(SearchSql sql, JsonNode query) {
        return objectCondition(sql, "query", DOCUMENT, fields, query, 0);
    }

    /** The sort field of that dotted name; null when there is none. */
    @Nullable
    SortField sort(String name) {
        return sorts.get(name);
    }

    /** The document expression under which an attribute can be sorted by its key; null when there is none. */
    @Nullable
    String attributeSort(String name) {
        return attributeSorts.get(name);
    }

    Set<String> sortNames() {
        Set<String> names = new TreeSet<>(sorts.keySet());
        attributeSorts.keySet().forEach(name -> names.add(name + ".<key>"));
        return names;
    }

    private static String objectCondition(
            SearchSql sql, String path, String parent, Map<String, Field> fields, JsonNode query, int depth) {
        sql.enter(path, depth);
        if (!query.isObject()) {
            throw Rejection.invalid(path + " must be an object");
        }
        SearchSql.Conjunction conditions = new SearchSql.Conjunction();
        query.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode operand = entry.getValue();
            String at = path + "." + name;
            if (operand.isNull()) {
                throw Rejection.invalid(at + " must not be null");
            }
            if (fields.get(name) == null && (name.equals("and") || name.equals("or"))) {
                conditions.add(branches(sql, at, parent, fields, operand, depth, " " + name + " "));
            } else {
                Field field = fields.get(name);
                if (field == null) {
                    throw Rejection.invalid(
                            at + " is not a field of this search; it knows " + new TreeSet<>(fields.keySet()));
                }
                conditions.add(field.condition(sql, at, parent, operand, depth + 1));
            }
        });
        return conditions.sql();
    }

    private static String branches(
            SearchSql sql,
            String path,
            String parent,
            Map<String, Field> fields,
            JsonNode branches,
            int depth,
            String operator) {
        if (!branches.isArray() || branches.size() > SearchSql.MAXIMUM_BRANCHES) {
            throw Rejection.invalid(path + " must be an array of at most " + SearchSql.MAXIMUM_BRANCHES + " queries");
        }
        if (branches.isEmpty()) {
            return "true";
        }
        StringBuilder joined = new StringBuilder("(");
        for (int index = 0; index < branches.size(); index++) {
            joined.append(index == 0 ? "" : operator)
                    .append(objectCondition(
                            sql, path + "[" + index + "]", parent, fields, branches.get(index), depth + 1));
        }
        return joined.append(')').toString();
    }

    /** How one field of a query becomes a condition. */
    @FunctionalInterface
    interface Field {
        /** @param parent the SQL expression (jsonb) of the object that holds the field */
        String condition(SearchSql sql, String path, String parent, JsonNode operand, int depth);
    }

    /** A condition that no declaration covers, for example one on another table. */
    @FunctionalInterface
    public interface CustomField {
        /**
         * Answers SQL over the row {@code t}; every value goes through {@link SearchSql}, never into the text.
         *
         * @param path where the field stands in the query, for messages
         */
        String condition(SearchSql sql, String path, JsonNode operand);
    }

    /**
     * @param expression SQL over the row {@code t} that is never null
     * @param type SQL type to which a cursor's value is cast
     */
    record SortField(String expression, String type) {}

    /** The fields of an object: of the resource itself, of a nested object or of the entries of a list. */
    public static sealed class Fields<F extends Fields<F>> permits Builder, Nested {
        final Map<String, Field> fields = new LinkedHashMap<>();

        Fields() {}

        /** Text compared by {@code eq, notEq, in, notIn}. */
        public F string(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.string(sql, path, text(parent, name), operand, false));
        }

        /** As {@link #string}, with {@code like}: a regular expression that matches anywhere in the text. */
        public F search(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.string(sql, path, text(parent, name), operand, true));
        }

        /** A number compared by {@code eq, notEq, gt, gte, lt, lte, in, notIn}. */
        public F number(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.number(sql, path, text(parent, name) + "::numeric", operand));
        }

        /** A truth value compared by {@code eq, notEq}; absent is not false. */
        public F bool(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.bool(sql, path, text(parent, name) + "::boolean", operand));
        }

        /** A point in time: {@code eq, notEq, gt, gte, lt, lte}, and {@code before, after} relative to now. */
        public F date(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.date(sql, path, text(parent, name) + "::timestamptz", operand));
        }

        /** One of the constants, compared by {@code eq, notEq, in}. */
        public F enumeration(String name, Class<? extends Enum<?>> type) {
            return enumeration(name, constants(type));
        }

        /** As {@link #enumeration(String, Class)}, for constants without a type. */
        public F enumeration(String name, Set<String> constants) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.enumeration(sql, path, text(parent, name), operand, constants));
        }

        /** A map of locale to text; a condition holds if it holds for any of the translations. */
        public F localized(String name) {
            return localized(name, name);
        }

        /** {@link #localized(String)} read from a property of another name. */
        public F localized(String name, String property) {
            requireName(property);
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.anyText(
                            sql, path, "jsonb_each_text", "object", json(parent, property), operand));
        }

        /** An array of texts to which the operators of {@link #search} apply; any of them has to match. */
        public F anyOf(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.anyText(
                            sql, path, "jsonb_array_elements_text", "array", json(parent, name), operand));
        }

        /** An array of texts: {@code contains {eq, notEq}} and {@code exists}. */
        public F strings(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.list(
                            sql,
                            path,
                            json(parent, name),
                            operand,
                            (element, at, contains) ->
                                    SearchOperators.string(sql, at, element + " #>> '{}'", contains, false)));
        }

        /** An array of constants: {@code contains {eq, notEq, in}} and {@code exists}. */
        public F enumerations(String name, Class<? extends Enum<?>> type) {
            Set<String> constants = constants(type);
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.list(
                            sql,
                            path,
                            json(parent, name),
                            operand,
                            (element, at, contains) ->
                                    SearchOperators.enumeration(sql, at, element + " #>> '{}'", contains, constants)));
        }

        /** A free object searched by its keys: {@code {key: {eq | gt | in | exists ...}}}, typed by the operand. */
        public F attributes(String name) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.attributes(sql, path, json(parent, name), operand));
        }

        /** A nested object with fields of its own. */
        public F object(String name, Consumer<Nested> declaration) {
            Map<String, Field> nested = Nested.declared(declaration);
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            objectCondition(sql, path, json(parent, name), nested, operand, depth));
        }

        /** An array of objects: {@code contains} one for which all named fields hold, and {@code exists}. */
        public F list(String name, Consumer<Nested> declaration) {
            Map<String, Field> nested = Nested.declared(declaration);
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.list(
                            sql,
                            path,
                            json(parent, name),
                            operand,
                            (element, at, contains) -> objectCondition(sql, at, element, nested, contains, depth)));
        }

        /**
         * Rows of another table that belong to the one searched: one of them has to fulfil all named fields.
         *
         * @param from what follows FROM: the table, its name and how it joins {@code t}; a constant of the program
         * @param document SQL of the row's jsonb
         */
        public F related(String name, String from, String document, Consumer<Nested> declaration) {
            Map<String, Field> nested = Nested.declared(declaration);
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> "exists (select 1 from " + from + " and "
                            + objectCondition(sql, path, document, nested, operand, depth) + ")");
        }

        @SuppressWarnings("unchecked")
        final F add(String name, Field field) {
            requireName(name);
            if (fields.putIfAbsent(name, field) != null) {
                throw new IllegalArgumentException(name + " is declared twice");
            }
            return (F) this;
        }
    }

    /** The declaration of a nested object. */
    public static final class Nested extends Fields<Nested> {
        /** {@link #string(String)} read from a property of another name. */
        public Nested string(String name, String property) {
            requireName(property);
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.string(sql, path, text(parent, property), operand, false));
        }

        private static Map<String, Field> declared(Consumer<Nested> declaration) {
            Nested nested = new Nested();
            declaration.accept(nested);
            return Map.copyOf(nested.fields);
        }
    }

    /** The declaration of a whole search. Every search knows {@code id} as a sort field. */
    public static final class Builder extends Fields<Builder> {
        private final String plural;
        private final Map<String, SortField> sorts = new LinkedHashMap<>();
        private final Map<String, String> attributeSorts = new LinkedHashMap<>();

        private Builder(String plural) {
            this.plural = plural;
            sorts.put("id", new SortField("t.id", "text"));
        }

        /** {@link #string(String)} read from a column of type text. */
        public Builder string(String name, String column) {
            String expression = column(column);
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.string(sql, path, expression, operand, false));
        }

        /** {@link #search(String)} read from a column of type text. */
        public Builder search(String name, String column) {
            String expression = column(column);
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.string(sql, path, expression, operand, true));
        }

        /** {@link #number(String)} read from a numeric column. */
        public Builder number(String name, String column) {
            String expression = column(column);
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.number(sql, path, expression, operand));
        }

        /** {@link #date(String)} read from a column of type timestamptz. */
        public Builder date(String name, String column) {
            String expression = column(column);
            return add(
                    name, (sql, path, parent, operand, depth) -> SearchOperators.date(sql, path, expression, operand));
        }

        /** {@link #enumeration(String, Class)} read from a column of type text. */
        public Builder enumeration(String name, String column, Class<? extends Enum<?>> type) {
            String expression = column(column);
            Set<String> constants = constants(type);
            return add(
                    name,
                    (sql, path, parent, operand, depth) ->
                            SearchOperators.enumeration(sql, path, expression, operand, constants));
        }

        /** {@link #strings(String)} read from a constant SQL expression over the row {@code t}, of type jsonb. */
        public Builder stringsOf(String name, String expression) {
            return add(
                    name,
                    (sql, path, parent, operand, depth) -> SearchOperators.list(
                            sql,
                            path,
                            expression,
                            operand,
                            (element, at, contains) ->
                                    SearchOperators.string(sql, at, element + " #>> '{}'", contains, false)));
        }

        /** A condition of the module's own. */
        public Builder custom(String name, CustomField field) {
            return add(name, (sql, path, parent, operand, depth) -> field.condition(sql, path, operand));
        }

        /** Sorts by a text of the document; {@code name} may be a dotted path. Absent sorts as empty. */
        public Builder sortBy(String name) {
            return sort(name, "coalesce(" + path(name) + ", '')", "text");
        }

        /** Sorts by a text column; {@code name} may be a dotted path. Absent sorts as empty. */
        public Builder sortBy(String name, String column) {
            return sort(name, "coalesce(" + column(column) + ", '')", "text");
        }

        /** Sorts by a point in time of the document. Absent sorts before all others. */
        public Builder sortByDate(String name) {
            return sort(name, "coalesce(" + path(name) + "::timestamptz, '-infinity'::timestamptz)", "timestamptz");
        }

        /** Sorts by a timestamptz column that is never null. */
        public Builder sortByDate(String name, String column) {
            return sort(name, column(column), "timestamptz");
        }

        /** Sorts by a numeric column that is never null. */
        public Builder sortByNumber(String name, String column) {
            return sort(name, column(column), "numeric");
        }

        /** Sorts by a constant SQL expression over the row {@code t}, of type text and never null. */
        public Builder sortByExpression(String name, String expression) {
            return sort(name, expression, "text");
        }

        /** Sorts by one attribute of a free object, named by the client: {@code {customAttributes: {key: "ASC"}}}. */
        public Builder sortByAttribute(String name) {
            requireName(name);
            attributeSorts.put(name, json(DOCUMENT, name));
            return this;
        }

        public SearchSchema build() {
            return new SearchSchema(this);
        }

        private Builder sort(String name, String expression, String type) {
            sorts.put(name, new SortField(expression, type));
            return this;
        }

        private static String path(String dotted) {
            List<String> names = Arrays.asList(dotted.split("\\."));
            String parent = DOCUMENT;
            for (String name : names.subList(0, names.size() - 1)) {
                requireName(name);
                parent = json(parent, name);
            }
            requireName(names.getLast());
            return text(parent, names.getLast());
        }

        private static String column(String column) {
            requireName(column);
            return "t." + column;
        }
    }

    private static String text(String parent, String name) {
        return "(" + parent + " ->> '" + name + "')";
    }

    private static String json(String parent, String name) {
        return "(" + parent + " -> '" + name + "')";
    }

    private static Set<String> constants(Class<? extends Enum<?>> type) {
        Set<String> names = new TreeSet<>();
        for (Enum<?> constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return names;
    }

    /** Names are constants of the program; this keeps a slip of the pen from becoming SQL. */
    private static void requireName(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("Not a name: " + name);
        }
    }
}
