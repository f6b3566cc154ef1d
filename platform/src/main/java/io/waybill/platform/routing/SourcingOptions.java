package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored answers to the question where an order could be served from. Thread-safe. */
@ApplicationScoped
class SourcingOptions {
    private static final TypeReference<Map<String, Map<String, Long>>> ASSIGNMENT = new TypeReference<>() {};
    private static final TypeReference<Map<String, Long>> UNITS = new TypeReference<>() {};

    private final ObjectMapper json;

    SourcingOptions(ObjectMapper json) {
        this.json = json;
    }

    /** An answer as it is stored. */
    record StoredAnswer(String id, String json) {}

    /**
     * An option as orders may name it.
     *
     * @param assignment units by facility and article
     * @param requested units by article that were asked for
     */
    record Known(
            String id, Instant validUntil, Map<String, Map<String, Long>> assignment, Map<String, Long> requested) {}

    /** An answer with when it was given. */
    record Logged(String id, Instant created, @Nullable String tenantOrderId, SourcingOptionsAnswer answer) {}

    StoredAnswer insert(Handle handle, SourcingOptionsAnswer answer, @Nullable String tenantOrderId, Instant now) {
        String document = write(answer);
        handle.createUpdate("insert into sourcing_options_request (id, created, tenant_order_id, document) "
                        + "values (:id, :now::timestamptz, :tenantOrderId, :document::jsonb)")
                .bind("id", answer.id())
                .bind("now", now.toString())
                .bind("tenantOrderId", tenantOrderId)
                .bind("document", document)
                .execute();
        List<SourcingOption> options = answer.result().options();
        if (!options.isEmpty()) {
            handle.createUpdate("insert into sourcing_option (id, request_id, valid_until, parts, requested) "
                            + "select r.id, :request, r.valid_until, r.parts::jsonb, r.requested::jsonb "
                            + "from unnest(:ids::text[], :validUntil::timestamptz[], :parts::text[], "
                            + ":requested::text[]) as r(id, valid_until, parts, requested)")
                    .bind("request", answer.id())
                    .bindArray(
                            "ids",
                            String.class,
                            options.stream().map(SourcingOption::id).toArray())
                    .bindArray(
                            "validUntil",
                            String.class,
                            options.stream()
                                    .map(option -> Objects.requireNonNull(option.validUntil())
                                            .toString())
                                    .toArray())
                    .bindArray(
                            "parts",
                            String.class,
                            options.stream()
                                    .map(option -> write(option.assignment()))
                                    .toArray())
                    .bindArray(
                            "requested",
                            String.class,
                            options.stream()
                                    .map(option -> write(option.requested()))
                                    .toArray())
                    .execute();
        }
        return new StoredAnswer(answer.id(), document);
    }

    /** @throws Rejection 404 */
    String json(Handle handle, String id) {
        return handle.createQuery("select document::text from sourcing_options_request where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Sourcing options request", id));
    }

    /** Those of the options that are kept, by id; with one statement. */
    Map<String, Known> known(Handle handle, Collection<String> ids) {
        Map<String, Known> known = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("select id, valid_until, parts::text, requested::text from sourcing_option "
                            + "where id = any(:ids)")
                    .bindArray("ids", String.class, ids.toArray())
                    .map((row, context) -> new Known(
                            row.getString(1),
                            row.getTimestamp(2).toInstant(),
                            read(row.getString(3), ASSIGNMENT),
                            read(row.getString(4), UNITS)))
                    .forEach(option -> known.put(option.id(), option));
        }
        return known;
    }

    /** The answer with that id, or the one that holds the option with that id. */
    Optional<Logged> logged(Handle handle, String requestOrOptionId) {
        return handle.createQuery("select id, created, tenant_order_id, document::text from sourcing_options_request "
                        + "where id = :id or id = (select request_id from sourcing_option where id = :id)")
                .bind("id", requestOrOptionId)
                .map((row, context) -> new Logged(
                        row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3), read(row.getString(4))))
                .findOne();
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored sourcing option cannot be read", failure);
        }
    }

    private SourcingOptionsAnswer read(String text) {
        try {
            return json.readValue(text, SourcingOptionsAnswer.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Stored sourcing options cannot be read", failure);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Sourcing options cannot be written as JSON", failure);
        }
    }
}
