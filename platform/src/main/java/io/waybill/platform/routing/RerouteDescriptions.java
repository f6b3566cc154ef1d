package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The reasons that people can give with a reroute. Thread-safe. */
@ApplicationScoped
class RerouteDescriptions {
    private final DocumentTable<RerouteDescription> table;
    private final ObjectMapper json;

    RerouteDescriptions(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "reroute_description", "Reroute description", RerouteDescription.class, json, clock);
        this.json = json;
    }

    /** One page, in the order of ids. */
    Page page(Handle handle, ListPage page) {
        List<RerouteDescription> found = table.parseAll(
                handle.createQuery("select document::text from reroute_description where id > :after order by id "
                                + "limit :size + 1")
                        .bind("after", page.startAfterId() == null ? "" : page.startAfterId())
                        .bind("size", page.size())
                        .mapTo(String.class)
                        .list());
        long total = handle.createQuery("select count(*) from reroute_description")
                .mapTo(Long.class)
                .one();
        boolean more = found.size() > page.size();
        List<RerouteDescription> shown = more ? found.subList(0, page.size()) : found;
        return new Page(shown, shown, total, more);
    }

    /** The contract wants them under both names. */
    record Page(
            List<RerouteDescription> reasons,
            List<RerouteDescription> rerouteDescriptions,
            long total,
            boolean hasNextPage) {}

    DocumentTable<RerouteDescription> table() {
        return table;
    }

    /** The id of the reason with exactly these texts. */
    Optional<String> sameAs(Handle handle, Map<String, String> reasonLocalized) {
        return handle.createQuery(
                        "select id from reroute_description where document -> 'reasonLocalized' = :texts::jsonb "
                                + "order by id limit 1")
                .bind("texts", json.valueToTree(reasonLocalized).toString())
                .mapTo(String.class)
                .findOne();
    }

    /**
     * The reason as a plan carries it.
     *
     * @throws Rejection 400 when there is no such reason
     */
    ObjectNode reference(Handle handle, String id) {
        RerouteDescription found = table.find(handle, id)
                .orElseThrow(() -> Rejection.invalid("rerouteDescriptionId: no reroute description " + id + " exists"));
        return json.valueToTree(found);
    }
}
