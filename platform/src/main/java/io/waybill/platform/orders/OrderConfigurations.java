package io.waybill.platform.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The configurations of the orders module: one versioned value each. One that was never set has its default and version
 * 0, which is also the version to set it with. Thread-safe.
 */
@ApplicationScoped
class OrderConfigurations {
    private final ObjectMapper json;
    private final Clock clock;

    OrderConfigurations(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A value with its version; created is the present for one that was never set. */
    record Versioned<T>(T value, long version, Instant created) {}

    <T> Versioned<T> get(Handle handle, String name, T standard, Class<T> type) {
        return find(handle, name, type).orElse(new Versioned<>(standard, 0, clock.instant()));
    }

    /**
     * Sets the value for a client who saw {@code version}.
     *
     * @throws Rejection 409 when it has another version by now
     */
    <T> Versioned<T> put(Handle handle, String name, T value, Class<T> type, long version) {
        int written = handle.createUpdate("insert into order_configuration as c (name, version, created, value) "
                        + "select :name, 1, :now::timestamptz, :value::jsonb "
                        + "where :version = 0 or exists (select from order_configuration where name = :name) "
                        + "on conflict (name) do update set value = excluded.value, version = c.version + 1 "
                        + "where c.version = :version")
                .bind("name", name)
                .bind("version", version)
                .bind("now", clock.instant().toString())
                .bind("value", write(value))
                .execute();
        Optional<Versioned<T>> stored = find(handle, name, type);
        if (written == 0 || stored.isEmpty()) {
            throw Rejection.versionConflict(
                    "Configuration",
                    name,
                    version,
                    stored.map(Versioned::version).orElse(0L));
        }
        return stored.get();
    }

    private <T> Optional<Versioned<T>> find(Handle handle, String name, Class<T> type) {
        return handle.createQuery("select value::text, version, created from order_configuration where name = :name")
                .bind("name", name)
                .map((row, context) -> new Versioned<>(
                        read(row.getString(1), type),
                        row.getLong(2),
                        row.getTimestamp(3).toInstant()))
                .findOne();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A configuration cannot be written as JSON", failure);
        }
    }

    private <T> T read(String value, Class<T> type) {
        try {
            return json.readValue(value, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored configuration cannot be read", failure);
        }
    }
}
