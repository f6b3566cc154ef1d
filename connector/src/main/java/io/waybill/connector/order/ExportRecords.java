package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.CustomObjects.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One custom object per exported order: while the work runs it is the lease that keeps every other instance away, then
 * the memory of what the order became. A lease that its holder left behind ends by itself.
 */
public final class ExportRecords {
    /** Container of the custom objects. */
    public static final String CONTAINER = "waybill-orders";

    /** Longer than the work on one message may take, so that nobody takes over work that still runs. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** What somebody who wants to work on an order may get. */
    public sealed interface Claim {}

    /** The caller alone works on the order until it calls {@link #release} or the lease ends. */
    public record Held(Stored object, List<String> fulfilmentOrderIds) implements Claim {}

    /** Another instance works on the order. */
    public record Busy() implements Claim {}

    private final CustomObjects objects;
    private final Clock clock;

    /** Records kept in those custom objects. */
    public ExportRecords(CustomObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** The platform's orders that the order became; empty when it was not exported. */
    public List<String> exportedAs(String orderId, Deadline deadline) {
        return objects.find(CONTAINER, orderId, deadline)
                .map(object -> ids(object.value()))
                .orElse(List.of());
    }

    /** Claims the order; waits a little for another instance to finish, because two messages often come at once. */
    public Claim claim(String orderId, Deadline deadline) {
        RetryPolicy<Claim> patience = RetryPolicy.<Claim>builder()
                .handleResultIf(Busy.class::isInstance)
                .withDelay(Duration.ofMillis(100), Duration.ofMillis(400))
                .withMaxRetries(8)
                .withMaxDuration(deadline.atMost(Duration.ofSeconds(3)))
                .build();
        return Failsafe.with(patience).get(() -> tryClaim(orderId, deadline));
    }

    private Claim tryClaim(String orderId, Deadline deadline) {
        Optional<Stored> present = objects.find(CONTAINER, orderId, deadline);
        String holder = UUID.randomUUID().toString();
        if (present.isEmpty()) {
            return create(orderId, holder, deadline);
        }
        if (leased(present.get().value())) {
            return new Busy();
        }
        List<String> exported = ids(present.get().value());
        try {
            Stored claimed = objects.write(
                    CONTAINER, orderId, value(holder, exported), present.get().version(), deadline);
            return new Held(claimed, exported);
        } catch (CommercetoolsRejectedException refused) {
            return busyOn(refused);
        }
    }

    private Claim create(String orderId, String holder, Deadline deadline) {
        ObjectNode value = value(holder, List.of());
        try {
            objects.write(CONTAINER, orderId, value, 0L, deadline);
        } catch (CommercetoolsRejectedException refused) {
            if (objects.find(CONTAINER, orderId, deadline).isPresent()) {
                return new Busy();
            }
            objects.write(CONTAINER, orderId, value, null, deadline);
        }
        // Whether version 0 keeps a second creation from replacing the first is not documented, so look who won.
        return objects.find(CONTAINER, orderId, deadline)
                .filter(stored -> stored.value().path("holder").asText().equals(holder))
                .<Claim>map(stored -> new Held(stored, List.of()))
                .orElseGet(Busy::new);
    }

    private static Claim busyOn(CommercetoolsRejectedException refused) {
        if (refused.versionConflict()) {
            return new Busy();
        }
        throw refused;
    }

    /** Ends the lease and keeps what the order became; forgets the order when it became nothing. */
    public void release(Held held, List<String> fulfilmentOrderIds, Deadline deadline) {
        try {
            if (fulfilmentOrderIds.isEmpty()) {
                objects.delete(held.object(), deadline);
            } else {
                objects.write(
                        CONTAINER,
                        held.object().key(),
                        value("", fulfilmentOrderIds),
                        held.object().version(),
                        deadline);
            }
        } catch (CommercetoolsRejectedException refused) {
            // The lease ended and another instance holds it now; what it finds on the platform is the truth.
            busyOn(refused);
        }
    }

    private boolean leased(JsonNode value) {
        String until = value.path("leasedUntil").asText("");
        return !until.isEmpty() && clock.instant().isBefore(Instant.parse(until));
    }

    private ObjectNode value(String holder, List<String> fulfilmentOrderIds) {
        ObjectNode value = JsonHttp.JSON.createObjectNode();
        if (!holder.isEmpty()) {
            value.put("holder", holder);
            value.put("leasedUntil", clock.instant().plus(LEASE).toString());
        }
        ArrayNode ids = value.putArray("fulfilmentOrderIds");
        fulfilmentOrderIds.forEach(ids::add);
        return value;
    }

    private static List<String> ids(JsonNode value) {
        return value.path("fulfilmentOrderIds")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
