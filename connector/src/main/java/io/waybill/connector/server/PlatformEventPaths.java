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
import io.waybill.connector.status.ReflectFulfilment;
import io.waybill.connector.status.StatusEvent;
import java.time.Duration;
import java.util.function.Function;

/** {@code POST /service/…}: events of the platform about one entity, each on the callback path of its kind. */
final class PlatformEventPaths {
    private final ConnectorSettings settings;
    private final Duration budget;
    private final WebhookTokens tokens;
    private final Settlement settlement;

    PlatformEventPaths(ConnectorSettings settings, WebhookTokens tokens, Settlement settlement) {
        this.settings = settings;
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.tokens = tokens;
        this.settlement = settlement;
    }

    /** What is done about an entity that an event tells of. */
    private interface Work {
        Outcome about(JsonNode entity, Deadline deadline);
    }

    Function<Request, Response> status(StatusEvent event, ReflectFulfilment reflect) {
        return path(
                Setting.FEAT_STATUSUPDATES_ACTIVE,
                "Service updates deactivated.",
                event.name(),
                event.name(),
                (entity, deadline) -> reflect.reflect(event, entity, deadline));
    }

    Function<Request, Response> returns(ReturnEvent event, AlignReturns alignReturns) {
        return path(
                Setting.FEAT_RETURNSYNC_ACTIVE,
                "Return sync deactivated.",
                event.name(),
                "returns",
                alignReturns::ofPlatformJob);
    }

    /** @param subject what a parked message is about, besides the entity: those about the same replace each other */
    private Function<Request, Response> path(
            Setting feature, String inactive, String event, String subject, Work work) {
        boolean active = settings.active(feature);
        return request -> {
            if (!tokens.accepts(request.header("Authorization"))) {
                return Response.message(401, "Missing or invalid token");
            }
            return active ? receive(event, subject, work, request) : Response.message(200, inactive);
        };
    }

    private Response receive(String event, String subject, Work work, Request request) {
        JsonNode message = request.json();
        JsonNode entity = message.path("payload");
        String id = entity.path("id").asText("");
        if (!message.path("event").asText("").equals(event) || !entity.isObject() || id.isBlank()) {
            return Response.message(400, "Invalid event message received");
        }
        Deadline deadline = Deadline.within(budget);
        ObjectNode content = JsonHttp.JSON
                .createObjectNode()
                .put("event", event)
                .put("eventId", message.path("eventId").asText(""))
                .put("id", id);
        Outcome outcome = settlement.settle(
                Origin.PLATFORM, subject + "-" + id, content, deadline, () -> work.about(entity, deadline));
        return outcome instanceof Outcome.Later
                ? Response.message(503, "Not now, please deliver again")
                : Response.json(201, JsonHttp.JSON.createObjectNode().put("id", id));
    }
}
