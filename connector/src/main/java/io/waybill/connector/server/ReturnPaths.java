package io.waybill.connector.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.returns.AlignReturns;
import io.waybill.connector.returns.ReturnEvent;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.time.Duration;

/** {@code POST /service/itemreturnjob/…}: the platform tells what can come back, and what did. */
final class ReturnPaths {
    private final boolean active;
    private final Duration budget;
    private final WebhookTokens tokens;
    private final AlignReturns alignReturns;
    private final Settlement settlement;

    ReturnPaths(ConnectorSettings settings, WebhookTokens tokens, AlignReturns alignReturns, Settlement settlement) {
        this.active = settings.active(Setting.FEAT_RETURNSYNC_ACTIVE);
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.tokens = tokens;
        this.alignReturns = alignReturns;
        this.settlement = settlement;
    }

    Response receive(ReturnEvent expected, Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return Response.message(401, "Missing or invalid token");
        }
        if (!active) {
            return Response.message(200, "Return sync deactivated.");
        }
        JsonNode message = request.json();
        JsonNode job = message.path("payload");
        String id = job.path("id").asText("");
        if (!message.path("event").asText("").equals(expected.name()) || !job.isObject() || id.isBlank()) {
            return Response.message(400, "Invalid event message received");
        }
        Deadline deadline = Deadline.within(budget);
        ObjectNode content = JsonHttp.JSON
                .createObjectNode()
                .put("event", expected.name())
                .put("eventId", message.path("eventId").asText(""))
                .put("id", id);
        Outcome outcome = settlement.settle(
                Origin.PLATFORM, "returns-" + id, content, deadline, () -> alignReturns.ofPlatformJob(job, deadline));
        return outcome instanceof Outcome.Later
                ? Response.message(503, "Not now, please deliver again")
                : Response.json(201, JsonHttp.JSON.createObjectNode().put("id", id));
    }
}
