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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One custom object per exported order: while the work runs it is the lease that keeps every other instance away, then
 * the memory of what the order became. A lease that its holder left behind ends by itself.
 */
public final class ExportRecords {
    /** Container of the custom objects. */
    public static final String CONTAINER = "waybill-orders";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    /** What somebody who wants to work on an order may get. */
    public sealed interface Claim {}

    /** The caller alone works on the order until it calls {@link #release} or the lease ends. */
    public record Held(Stored object, List<String> fulfilmentOrderIds) implements Claim {}

    /** Another instance works on the order. */
    public record Busy() implements Claim {}

    private final CustomObjects objects;
    private final Duration lease;
    private final Clock clock;

    /**
     * Records kept in those custom objects.
     *
     * @param longestWork how long the work on a message may take; a lease is several times that, so that nobody takes over
     *     work that still runs
     */
    public ExportRecords(CustomObjects objects, Duration longestWork, Clock clock) {
        this.objects = objects;
        this.lease = longestWork.multipliedBy(7).dividedBy(2);
        this.clock = clock;
    }

    /** The platform's orders that the order became; empty when it was not exported. */
    public List<String> exportedAs(String orderId, Deadline deadline) {
        return objects.find(CONTAINER, orderId, deadline)
                .map(object -> ids(object.value()))
                .orElse(List.of());
    }

    /** What each of the orders, a hundred at most, became on the platform; those that became nothing are left out. */
    public Map<String, List<String>> exports(Collection<String> orderIds, Deadline deadline) {
        return objects.findAll(CONTAINER, orderIds, deadline).stream()
                .filter(object -> !ids(object.value()).isEmpty())
                .collect(Collectors.toUnmodifiableMap(Stored::key, object -> ids(object.value())));
    }

    /** Claims the order; waits a little for another instance to finish, because two messages often come at once. */
    public Claim claim(String orderId, Deadline deadline) {
        Duration time = deadline.atMost(LONGEST_WAIT);
        if (time.compareTo(LONGEST_PAUSE.multipliedBy(2)) < 0) {
            return tryClaim(orderId, deadline);
        }
        RetryPolicy<Claim> patience = RetryPolicy.<Claim>builder()
                .handleResultIf(Busy.class::isInstance)
                .withDelay(SHORTEST_PAUSE, LONGEST_PAUSE)
                .withMaxRetries(8)
                .withMaxDuration(time)
                .build();
        return Failsafe.with(patience).get(() -> tryClaim(orderId, deadline));
    }

    private Claim tryClaim(String orderId, Deadline deadline) {
        String holder = UUID.randomUUID().toString();
        // Asked first: not every shop refuses version 0 for an object that is there, and then its memory would be lost.
        Optional<Stored> present = objects.find(CONTAINER, orderId, deadline);
        if (present.isPresent()) {
            return takeOver(present.get(), holder, deadline);
        }
        try {
            return created(objects.write(CONTAINER, orderId, value(holder, List.of()), 0L, deadline), holder);
        } catch (CommercetoolsRejectedException refused) {
            Optional<Stored> meanwhile = objects.find(CONTAINER, orderId, deadline);
            return meanwhile.isPresent()
                    ? takeOver(meanwhile.get(), holder, deadline)
                    : createWithoutVersion(refused, orderId, holder, deadline);
        }
    }

    /**
     * Of two that create it at once, the shop refuses the second. Should it replace the first instead, its version tells:
     * only the first to create it sees the first version.
     */
    private static Claim created(Stored stored, String holder) {
        return stored.version() == 1 && stored.value().path("holder").asText().equals(holder)
                ? new Held(stored, List.of())
                : new Busy();
    }

    private Claim takeOver(Stored present, String holder, Deadline deadline) {
        if (present.value().path("holder").asText().equals(holder)) {
            return new Held(present, List.of()); // the answer to our own first attempt was lost
        }
        if (leased(present.value())) {
            return new Busy();
        }
        List<String> exported = ids(present.value());
        try {
            Stored claimed =
                    objects.write(CONTAINER, present.key(), value(holder, exported), present.version(), deadline);
            return new Held(claimed, exported);
        } catch (CommercetoolsRejectedException refused) {
            return busyOn(refused);
        }
    }

    /** A shop that takes no version for an object that is not there: whoever is read afterwards has won. */
    private Claim createWithoutVersion(
            CommercetoolsRejectedException refused, String orderId, String holder, Deadline deadline) {
        if (refused.accessDenied()) {
            throw refused;
        }
        if (refused.versionConflict()) {
            return new Busy(); // its holder has just ended
        }
        objects.write(CONTAINER, orderId, value(holder, List.of()), null, deadline);
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
            value.put("leasedUntil", clock.instant().plus(lease).toString());
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
