package io.waybill.connector.server;

import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.stock.StockEvent;
import io.waybill.connector.stock.SyncAllStock;
import io.waybill.connector.stock.SyncStock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /service/stock/changed}: what can be had of articles changed. {@code POST /service/stock/facility}: what can
 * be had of everything at a facility changed, which is too much for one callback, so the job is told.
 */
final class StockPaths {
    private final boolean active;
    private final Duration budget;
    private final WebhookTokens tokens;
    private final SyncStock syncStock;
    private final LongRuns runs;
    private final Settlement settlement;

    StockPaths(
            ConnectorSettings settings,
            WebhookTokens tokens,
            SyncStock syncStock,
            LongRuns runs,
            Settlement settlement) {
        this.active = settings.active(Setting.FEAT_STOCKSYNC_ACTIVE);
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.tokens = tokens;
        this.syncStock = syncStock;
        this.runs = runs;
        this.settlement = settlement;
    }

    Response receive(Request request) {
        return refusal(request, StockEvent.NAMES).orElseGet(() -> sync(request));
    }

    Response facilityChanged(Request request) {
        return refusal(request, StockEvent.FACILITY_NAMES).orElseGet(() -> {
            runs.hasten(SyncAllStock.NAME, Deadline.within(budget));
            return Response.empty(201);
        });
    }

    private Optional<Response> refusal(Request request, Set<String> expected) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return Optional.of(Response.message(401, "Missing or invalid token"));
        }
        if (!active) {
            return Optional.of(Response.message(200, "Stock sync deactivated."));
        }
        return expected.contains(request.json().path("event").asText("")) ? Optional.empty() : Optional.of(invalid());
    }

    private static Response invalid() {
        return Response.message(400, "Invalid event message received");
    }

    private Response sync(Request request) {
        List<StockEvent> events = StockEvent.read(request.json().path("payload"));
        if (events.isEmpty()) {
            return invalid();
        }
        Deadline deadline = Deadline.within(budget);
        List<Outcome> outcomes =
                events.stream().map(event -> settle(event, deadline)).toList();
        return outcomes.stream().anyMatch(Outcome.Later.class::isInstance)
                ? Response.message(503, "Not now, please deliver again")
                : Response.json(201, JsonHttp.JSON.createObjectNode().put("facilities", events.size()));
    }

    private Outcome settle(StockEvent event, Deadline deadline) {
        // Parked messages about other articles of the facility must not replace each other.
        String articles =
                ParkedMessages.digest(String.join("\n", event.articles()).getBytes(StandardCharsets.UTF_8));
        return settlement.settle(
                Origin.PLATFORM,
                "stock-" + event.facilityRef() + "-" + articles,
                event.content(),
                deadline,
                () -> syncStock.sync(event.facilityRef(), event.articles(), deadline));
    }
}
