package io.waybill.platform.orders;

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

/** The reasons that can be given with a cancellation. Thread-safe. */
@ApplicationScoped
class CancelationReasons {
    private final DocumentTable<CancelationReason> table;
    private final ObjectMapper json;

    CancelationReasons(ObjectMapper json, Clock clock) {
        this.table =
                new DocumentTable<>("cancelation_reason", "Cancelation reason", CancelationReason.class, json, clock);
        this.json = json;
    }

    /** One page, in the order of ids. */
    Page page(Handle handle, ListPage page) {
        List<CancelationReason> found = table.parseAll(
                handle.createQuery("select document::text from cancelation_reason where id > :after order by id "
                                + "limit :size + 1")
                        .bind("after", page.startAfterId() == null ? "" : page.startAfterId())
                        .bind("size", page.size())
                        .mapTo(String.class)
                        .list());
        long total = handle.createQuery("select count(*) from cancelation_reason")
                .mapTo(Long.class)
                .one();
        boolean more = found.size() > page.size();
        return new Page(more ? found.subList(0, page.size()) : found, total, more);
    }

    record Page(List<CancelationReason> reasons, long total, boolean hasNextPage) {}

    DocumentTable<CancelationReason> table() {
        return table;
    }

    /** The id of the reason with exactly these texts. */
    Optional<String> sameAs(Handle handle, Map<String, String> reasonLocalized) {
        return handle.createQuery(
                        "select id from cancelation_reason where document -> 'reasonLocalized' = :texts::jsonb "
                                + "order by id limit 1")
                .bind("texts", json.valueToTree(reasonLocalized).toString())
                .mapTo(String.class)
                .findOne();
    }

    /**
     * The reason as an order carries it.
     *
     * @throws Rejection 400 when there is no such reason
     */
    ObjectNode reference(Handle handle, String id) {
        CancelationReason reason = table.find(handle, id)
                .orElseThrow(() -> Rejection.invalid("cancelationReasonId: no cancelation reason " + id + " exists"));
        return json.valueToTree(reason);
    }
}
