package io.waybill.connector.parked;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.returns.AlignReturns;
import io.waybill.connector.returns.ReturnEvent;
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.StatusEvent;
import io.waybill.connector.stock.StockEvent;
import io.waybill.connector.stock.SyncStock;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does the work of a parked message again, and forgets the message when it works. */
public final class ReplayParked {
    private static final Logger LOG = System.getLogger(ReplayParked.class.getName());

    private final ParkedMessages parked;
    private final HandleNotification notifications;
    private final ReflectFulfilment reflect;
    private final AlignReturns alignReturns;
    private final SyncStock syncStock;
    private final FulfilmentClient platform;

    /** Replays with those use cases. */
    public ReplayParked(
            ParkedMessages parked,
            HandleNotification notifications,
            ReflectFulfilment reflect,
            AlignReturns alignReturns,
            SyncStock syncStock,
            FulfilmentClient platform) {
        this.parked = parked;
        this.notifications = notifications;
        this.reflect = reflect;
        this.alignReturns = alignReturns;
        this.syncStock = syncStock;
        this.platform = platform;
    }

    /** What came of one replay. */
    public record Replayed(Parked message, Outcome outcome) {}

    /**
     * Replays every message that has something to be done again, oldest first, as far as the deadline allows; an
     * unreadable one has not.
     */
    public List<Replayed> replayAll(Deadline deadline) {
        List<Replayed> all = new ArrayList<>();
        for (Parked message : parked.list(deadline)) {
            if (message.origin() != ParkedMessages.Origin.UNREADABLE && !deadline.expired()) {
                all.add(new Replayed(message, replay(message, deadline)));
            }
        }
        return all;
    }

    /** Replays one message; it stays parked, with the newest reason, when it is still impossible. */
    public Outcome replay(Parked message, Deadline deadline) {
        Outcome outcome = Outcome.of(() -> work(message, deadline));
        switch (outcome) {
            case Outcome.Done done -> parked.remove(message.key(), deadline);
            case Outcome.Ignored ignored -> parked.remove(message.key(), deadline);
            case Outcome.Impossible impossible ->
                parked.park(message.key(), message.origin(), message.content(), impossible, deadline);
            case Outcome.Later later -> {
                // It stays as it is.
            }
        }
        LOG.log(
                Logger.Level.INFO,
                "replayed {0}, parked as {1}: {2}",
                message.key(),
                message.code(),
                outcome instanceof Outcome.Impossible still ? "parked: " + still.code() : outcome.name());
        return outcome;
    }

    private Outcome work(Parked message, Deadline deadline) {
        return switch (message.origin()) {
            case SHOP ->
                ShopNotification.read(message.content())
                        .map(notification -> notifications.handle(notification, deadline))
                        .orElseGet(() -> incomplete("The parked notification is incomplete"));
            case PLATFORM -> reflectAgain(message.content(), deadline);
            case UNREADABLE -> new Outcome.Impossible(message.code(), message.reason());
        };
    }

    private static Outcome incomplete(String reason) {
        return new Outcome.Impossible(ParkedReason.PARKED_MESSAGE_INCOMPLETE, reason);
    }

    private Outcome reflectAgain(JsonNode content, Deadline deadline) {
        if (content.path("event").asText("").equals(StockEvent.NAME)) {
            StockEvent stock = StockEvent.readContent(content);
            return syncStock.sync(stock.facilityRef(), stock.articles(), deadline);
        }
        if (ReturnEvent.named(content.path("event").asText("")).isPresent()) {
            JsonNode job = platform.within(deadline)
                    .itemReturnJobs()
                    .get(content.path("id").asText(""))
                    .json();
            return alignReturns.ofPlatformJob(job, deadline);
        }
        Optional<StatusEvent> event = StatusEvent.named(content.path("event").asText(""));
        if (event.isEmpty()) {
            return incomplete("The parked event is unknown");
        }
        String id = content.path("id").asText("");
        FulfilmentClient client = platform.within(deadline);
        JsonNode entity = switch (event.get().subject()) {
            case ORDER -> client.orders().get(id).json();
            case ROUTING_PLAN -> client.routingPlans().get(id).json();
            case PICK_JOB -> client.pickJobs().get(id).json();
            case PACK_JOB -> client.packJobs().get(id).json();
            case HANDOVER_JOB -> client.handoverJobs().get(id).json();
            case PARCEL -> client.parcels().get(id).json();
        };
        return reflect.reflect(event.get(), entity, deadline);
    }
}
