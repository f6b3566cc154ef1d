package io.waybill.connector.server;

import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.stock.StockEvent;
import io.waybill.connector.stock.SyncStock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** {@code POST /service/stock/changed}: the platform tells that quantities changed. */
final class StockPaths {
    private final boolean active;
    private final Duration budget;
    private final WebhookTokens tokens;
    private final SyncStock syncStock;
    private final Settlement settlement;

    StockPaths(ConnectorSettings settings, WebhookTokens tokens, SyncStock syncStock, Settlement settlement) {
        this.active = settings.active(Setting.FEAT_STOCKSYNC_ACTIVE);
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.tokens = tokens;
        this.syncStock = syncStock;
        this.settlement = settlement;
    }

    Response receive(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return Response.message(401, "Missing or invalid token");
        }
        if (!active) {
            return Response.message(200, "Stock sync deactivated.");
        }
        List<StockEvent> events = StockEvent.read(request.json().path("payload"));
        if (!request.json().path("event").asText("").equals(StockEvent.NAME) || events.isEmpty()) {
            return Response.message(400, "Invalid event message received");
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
