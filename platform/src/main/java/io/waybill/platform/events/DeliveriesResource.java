package io.waybill.platform.events;

import static io.waybill.platform.access.Permission.EVENT_READ;
import static io.waybill.platform.access.Permission.SUBSCRIPTION_READ;
import static io.waybill.platform.access.Permission.SUBSCRIPTION_WRITE;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What Waybill adds: deliveries can be seen and replayed, and events can be pulled. */
@Path("/waybill")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: events")
public class DeliveriesResource {
    private static final int DEFAULT_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Database database;
    private final Deliveries deliveries;
    private final DeliveryList list;
    private final EventFeed feed;
    private final DeliveryWorker worker;
    private final Clock clock;

    DeliveriesResource(
            Database database,
            Deliveries deliveries,
            DeliveryList list,
            EventFeed feed,
            DeliveryWorker worker,
            Clock clock) {
        this.database = database;
        this.deliveries = deliveries;
        this.list = list;
        this.feed = feed;
        this.worker = worker;
        this.clock = clock;
    }

    /** A page of deliveries; {@code next} is the id to go on after, absent on the last page. */
    public record DeliveryPage(
            List<Deliveries.Status> deliveries, @Nullable String next) {}

    /** How many deliveries are tried again. */
    public record Replayed(int replayed) {}

    @GET
    @Path("deliveries")
    @Permitted(SUBSCRIPTION_READ)
    @Operation(
            operationId = "getDeliveries",
            summary = "Deliveries that wait or are parked; acknowledged ones are gone")
    public DeliveryPage list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("subscriptionId") @Nullable String subscriptionId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit) {
        if (status != null && !status.equals("parked") && !status.equals("pending")) {
            throw Rejection.invalid("status must be parked or pending");
        }
        int size = size(limit);
        String state = status == null ? null : status.equals("parked") ? "PARKED" : "PENDING";
        List<Deliveries.Status> page =
                database.read(handle -> deliveries.page(handle, state, subscriptionId, after, size));
        return new DeliveryPage(page, page.size() < size ? null : page.getLast().id());
    }

    /** A delivery and its last failed attempts. */
    public record DeliveryWithAttempts(DeliveryList.Row delivery, List<DeliveryAttempt> attempts) {}

    @GET
    @Path("deliveries/{id}")
    @Permitted(SUBSCRIPTION_READ)
    @Operation(
            operationId = "getDelivery",
            summary = "A delivery with its last failed attempts and the beginning of what was answered")
    public DeliveryWithAttempts get(@PathParam("id") String id) {
        DeliveryList.Detail detail = database.read(handle -> list.get(handle, id));
        return new DeliveryWithAttempts(detail.delivery(), detail.history());
    }

    @POST
    @Path("deliveries/{id}/replay")
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(operationId = "replayDelivery", summary = "Try a parked delivery again")
    public Replayed replay(@PathParam("id") String id) {
        database.inTransaction(transaction -> {
            deliveries.replay(transaction.handle(), id, clock.instant());
            transaction.afterCommit(worker::wake);
        });
        return new Replayed(1);
    }

    @POST
    @Path("deliveries/replay")
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(
            operationId = "replayDeliveries",
            summary = "Try all parked deliveries again, or those of a subscription")
    public Replayed replayAll(@QueryParam("subscriptionId") @Nullable String subscriptionId) {
        int replayed = database.transaction(transaction -> {
            transaction.afterCommit(worker::wake);
            return deliveries.replayAll(transaction.handle(), subscriptionId, clock.instant());
        });
        return new Replayed(replayed);
    }

    @GET
    @Path("events")
    @Permitted(EVENT_READ)
    @Operation(operationId = "getEventFeed", summary = "Events since a position, in a fixed order")
    public String feed(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
        int size = size(limit);
        List<EventFeed.Entry> entries = database.read(handle -> feed.page(handle, after, size));
        String next = entries.isEmpty() ? after : entries.getLast().position();
        return "{\"events\":["
                + entries.stream().map(EventFeed.Entry::json).collect(Collectors.joining(","))
                + "]"
                + (next == null || next.isEmpty() ? "" : ",\"next\":\"" + next + "\"")
                + ",\"more\":" + (entries.size() == size) + "}";
    }

    private static int size(@Nullable Integer limit) {
        int size = limit == null ? DEFAULT_PAGE : limit;
        if (size < 1 || size > LARGEST_PAGE) {
            throw Rejection.invalid("limit must be between 1 and " + LARGEST_PAGE);
        }
        return size;
    }
}
