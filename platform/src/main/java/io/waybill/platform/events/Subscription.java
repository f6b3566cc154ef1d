package io.waybill.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone's wish to be told of an event. Whichever form it was created in, it is answered in both.
 *
 * @param headers sent with each delivery; null when there are none
 */
public record Subscription(
        String id,
        String name,
        String event,
        Instant created,
        String callbackUrl,
        @Nullable List<Header> headers,
        Target target,
        @Nullable List<Context> contexts)
        implements Resource<Subscription> {

    /** A header of the deliveries. */
    public record Header(
            @NotNull @Size(min = 1, max = 200) String key,
            @NotNull @Size(max = 8000) String value) {}

    /** Where to deliver to. */
    public record Target(
            String type, String callbackUrl, @Nullable List<Header> headers) {}

    /** Limits which events are told. */
    public record Context(
            @NotNull Type type,
            @NotNull @Size(min = 1, max = 500) List<@NotNull String> values) {
        /** What can be limited; groups of facilities are refused. */
        public enum Type {
            FACILITY,
            FACILITY_GROUP
        }
    }

    /** Subscriptions are never changed. */
    @Override
    @JsonIgnore
    public long version() {
        return 1;
    }

    @Override
    @JsonIgnore
    public Instant lastModified() {
        return created;
    }

    @Override
    public Subscription touched(long version, Instant lastModified) {
        throw new UnsupportedOperationException("Subscriptions are not updated");
    }
}
