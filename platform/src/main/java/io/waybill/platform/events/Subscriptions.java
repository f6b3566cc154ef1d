package io.waybill.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored subscriptions. */
@ApplicationScoped
class Subscriptions {
    static final int MOST_PER_EVENT = 5;

    private final DocumentTable<Subscription> table;
    private final ObjectMapper json;

    Subscriptions(ObjectMapper json, Clock clock) {
        this.json = json;
        this.table = new DocumentTable<>("subscription", "Subscription", Subscription.class, json, clock);
    }

    /** A subscription with the secret that signs its deliveries. */
    record Subscribed(Subscription subscription, String secret) {}

    /**
     * Inserts it into a free place of its event.
     *
     * @param facilityIds null when it is not limited to facilities
     * @throws Rejection 400 when the event has five subscriptions already
     */
    String insert(
            Transaction transaction, Subscription subscription, @Nullable List<String> facilityIds, String secret) {
        Handle handle = transaction.handle();
        // Those who subscribe to one event at the same time come one after the other.
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:event, 7701))::text")
                .bind("event", "subscription " + subscription.event())
                .mapTo(String.class)
                .one();
        Optional<Integer> slot = handle.createQuery(
                        "select slot from generate_series(1, :most) as slot where not exists "
                                + "(select 1 from subscription s where s.event = :event and s.slot = slot.slot) "
                                + "order by slot limit 1")
                .bind("most", MOST_PER_EVENT)
                .bind("event", subscription.event())
                .mapTo(Integer.class)
                .findOne();
        if (slot.isEmpty()) {
            throw Rejection.invalid("event: there are " + MOST_PER_EVENT + " subscriptions to " + subscription.event()
                    + " already, and no more are possible");
        }
        String document = json(subscription);
        handle.createUpdate("insert into subscription (id, version, created, last_modified, document, slot, "
                        + "facility_ids, secret) values (:id, 1, :created::timestamptz, :created::timestamptz, "
                        + ":document::jsonb, :slot, :facilities::text[], :secret)")
                .bind("id", subscription.id())
                .bind("created", subscription.created().toString())
                .bind("document", document)
                .bind("slot", slot.get())
                .bindByType(
                        "facilities", facilityIds == null ? null : facilityIds.toArray(String[]::new), String[].class)
                .bind("secret", secret)
                .execute();
        return document;
    }

    /** Deletes it, together with what was still to be delivered to it; answers it. */
    String delete(Handle handle, String id) {
        String document = handle.createQuery("delete from subscription where id = :id returning document::text")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Subscription", id));
        handle.createUpdate("delete from delivery where subscription_id = :id")
                .bind("id", id)
                .execute();
        return document;
    }

    List<String> page(Handle handle, ListPage page) {
        return handle.createQuery("select document::text from subscription where (:after::text is null or id > :after) "
                        + "order by id limit :size")
                .bind("after", page.startAfterId())
                .bind("size", page.size())
                .mapTo(String.class)
                .list();
    }

    long count(Handle handle) {
        return handle.createQuery("select count(*) from subscription")
                .mapTo(Long.class)
                .one();
    }

    /** @throws Rejection 404 */
    Subscription get(Handle handle, String id) {
        return handle.createQuery("select document::text from subscription where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(table::parse)
                .orElseThrow(() -> Rejection.notFound("Subscription", id));
    }

    Subscription parse(String document) {
        return table.parse(document);
    }

    /** @throws Rejection 404 */
    String secret(Handle handle, String id) {
        return handle.createQuery("select secret from subscription where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Subscription", id));
    }

    /** @throws Rejection 404 */
    void replaceSecret(Handle handle, String id, String secret) {
        int changed = handle.createUpdate("update subscription set secret = :secret where id = :id")
                .bind("secret", secret)
                .bind("id", id)
                .execute();
        if (changed == 0) {
            throw Rejection.notFound("Subscription", id);
        }
    }

    List<Subscribed> all(Handle handle) {
        return handle.createQuery("select document::text, secret from subscription order by id")
                .map((row, context) -> new Subscribed(table.parse(row.getString(1)), row.getString(2)))
                .list();
    }

    private String json(Subscription subscription) {
        try {
            return json.writeValueAsString(subscription);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A subscription cannot be written as JSON", failure);
        }
    }
}
