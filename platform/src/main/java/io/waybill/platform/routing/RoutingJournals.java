package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored routing journal: what changed about the routing of an order, and when. Thread-safe. */
@ApplicationScoped
class RoutingJournals {
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    RoutingJournals(ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A change to be noted.
     *
     * @param plans of one order, assigned by one decision; at least one
     * @param option what became of the sourcing option the order named; null when it named none
     */
    record Change(
            RoutingChange type,
            List<RoutingPlan> plans,
            @Nullable OptionUse option) {

        /** A change whose kind follows from how the plans came to be. */
        static Change of(List<RoutingPlan> plans) {
            return new Change(RoutingChange.of(plans.getFirst()), plans, null);
        }
    }

    /**
     * Notes changes, in the transaction that makes them, with one statement. What the routing worker decides, reroutes
     * included, is noted by itself; to be called by whoever assigns a plan past it.
     */
    void record(Transaction transaction, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<RoutingJournal> entries = new ArrayList<>();
        for (Change change : changes) {
            String run = change.plans().getFirst().runId();
            entries.add(RoutingJournal.of(
                    identifiers.next(),
                    change.type(),
                    change.plans(),
                    run == null ? identifiers.next() : run,
                    change.option(),
                    now));
        }
        transaction
                .handle()
                .createUpdate("insert into routing_journal (id, created, order_ref, process_ref, document) "
                        + "select r.id, :now::timestamptz, r.order_ref, r.process_ref, r.document::jsonb "
                        + "from unnest(:ids::text[], :orders::text[], :processes::text[], :documents::text[]) "
                        + "as r(id, order_ref, process_ref, document)")
                .bind("now", now.toString())
                .bindArray("ids", String.class, column(entries, RoutingJournal::id))
                .bindArray("orders", String.class, column(entries, RoutingJournal::orderRef))
                .bindArray("processes", String.class, column(entries, RoutingJournal::processRef))
                .bindArray("documents", String.class, column(entries, this::write))
                .execute();
    }

    /** One page in the order of time; null filters keep all. */
    String page(Handle handle, ListPage page, @Nullable String processRef, @Nullable String orderRef) {
        return ListQuery.of("routing_journal")
                .equal("process_ref", processRef)
                .equal("order_ref", orderRef)
                .page(page)
                .run(handle)
                .json("routingJournals");
    }

    /** @throws Rejection 404 */
    String json(Handle handle, String id) {
        return handle.createQuery("select document::text from routing_journal where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Routing journal", id));
    }

    private String write(RoutingJournal entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A routing journal cannot be written as JSON", failure);
        }
    }

    private static Object[] column(List<RoutingJournal> entries, Function<RoutingJournal, String> value) {
        return entries.stream().map(value).map(Objects::requireNonNull).toArray();
    }
}
