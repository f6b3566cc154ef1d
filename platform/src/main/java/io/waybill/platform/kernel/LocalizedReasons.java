package io.waybill.platform.kernel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored reasons of one kind. Thread-safe. */
public final class LocalizedReasons {
    private final String name;
    private final DocumentTable<LocalizedReason> table;
    private final ObjectMapper json;

    /**
     * @param name of the table
     * @param kind what one is called in errors
     */
    public LocalizedReasons(String name, String kind, ObjectMapper json, Clock clock) {
        this.name = name;
        this.table = new DocumentTable<>(name, kind, LocalizedReason.class, json, clock);
        this.json = json;
    }

    /** One page, in the order of ids. */
    public Page page(Handle handle, ListPage page) {
        List<LocalizedReason> found = table.parseAll(handle.createQuery(
                        "select document::text from " + name + " where id > :after order by id limit :size + 1")
                .bind("after", page.startAfterId() == null ? "" : page.startAfterId())
                .bind("size", page.size())
                .mapTo(String.class)
                .list());
        long total = handle.createQuery("select count(*) from " + name)
                .mapTo(Long.class)
                .one();
        boolean more = found.size() > page.size();
        return new Page(more ? found.subList(0, page.size()) : found, total, more);
    }

    /** Some of the reasons. */
    public record Page(List<LocalizedReason> reasons, long total, boolean hasNextPage) {}

    public DocumentTable<LocalizedReason> table() {
        return table;
    }

    /** The id of the reason with exactly these texts. */
    public Optional<String> sameAs(Handle handle, Map<String, String> reasonLocalized) {
        return handle.createQuery("select id from " + name + " where document -> 'reasonLocalized' = :texts::jsonb "
                        + "order by id limit 1")
                .bind("texts", json.valueToTree(reasonLocalized).toString())
                .mapTo(String.class)
                .findOne();
    }

    /**
     * The reason as others carry it.
     *
     * @param field of the request, for the error
     * @throws Rejection 400 when there is no such reason
     */
    public ObjectNode reference(Handle handle, String field, String id) {
        LocalizedReason found = table.find(handle, id)
                .orElseThrow(() -> Rejection.invalid(
                        field + ": no " + table.kind().toLowerCase(java.util.Locale.ROOT) + " " + id + " exists"));
        return json.valueToTree(found);
    }
}
