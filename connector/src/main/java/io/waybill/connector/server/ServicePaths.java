package io.waybill.connector.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.StatusEvent;
import java.time.Duration;

/** {@code POST /service/…}: events of the platform, each on the callback path of its kind. */
final class ServicePaths {
    private final boolean active;
    private final Duration budget;
    private final WebhookTokens tokens;
    private final ReflectFulfilment reflect;
    private final Settlement settlement;

    ServicePaths(ConnectorSettings settings, WebhookTokens tokens, ReflectFulfilment reflect, Settlement settlement) {
        this.active = settings.active(Setting.FEAT_STATUSUPDATES_ACTIVE);
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.tokens = tokens;
        this.reflect = reflect;
        this.settlement = settlement;
    }

    Response receive(StatusEvent expected, Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return Response.message(401, "Missing or invalid token");
        }
        if (!active) {
            return Response.message(200, "Service updates deactivated.");
        }
        JsonNode message = request.json();
        JsonNode payload = message.path("payload");
        String id = payload.path("id").asText("");
        if (!message.path("event").asText("").equals(expected.name()) || !payload.isObject() || id.isBlank()) {
            return Response.message(400, "Invalid event message received");
        }
        Deadline deadline = Deadline.within(budget);
        ObjectNode content = JsonHttp.JSON
                .createObjectNode()
                .put("event", expected.name())
                .put("eventId", message.path("eventId").asText(""))
                .put("id", id);
        Outcome outcome = settlement.settle(
                Origin.PLATFORM,
                expected.name() + "-" + id,
                content,
                deadline,
                () -> reflect.reflect(expected, payload, deadline));
        return outcome instanceof Outcome.Later
                ? Response.message(503, "Not now, please deliver again")
                : Response.json(201, JsonHttp.JSON.createObjectNode().put("id", id));
    }
}
