package io.waybill.connector.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.message.Envelope;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.message.Outline;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /event}: messages of the shop. Any 2xx acknowledges (201 done or of no interest, 202 parked); 503 asks
 * for another delivery.
 */
final class EventPaths {
    private final Optional<String> token;
    private final Duration budget;
    private final HandleNotification notifications;
    private final Settlement settlement;
    private final JsonHttp http;

    EventPaths(ConnectorSettings settings, HandleNotification notifications, Settlement settlement, JsonHttp http) {
        this.token = settings.optional(Setting.EVENT_TOKEN);
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.notifications = notifications;
        this.settlement = settlement;
        this.http = http;
    }

    Response receive(Request request) {
        if (!admitted(request)) {
            return Response.message(401, "Missing or invalid token");
        }
        Deadline deadline = Deadline.within(budget);
        return switch (Envelope.open(request.body(), request.header("ce-type"))) {
            case Envelope.Notifications opened -> settle(opened.all(), deadline);
            case Envelope.AnswerValidation asked ->
                Response.json(200, JsonHttp.JSON.createObjectNode().put("validationResponse", asked.code()));
            case Envelope.ConfirmSubscription asked -> confirm(asked.address(), deadline);
            case Envelope.Unreadable unreadable -> park(request, unreadable.reason(), deadline);
        };
    }

    private boolean admitted(Request request) {
        if (token.isEmpty()) {
            return true;
        }
        byte[] expected = token.get().getBytes(StandardCharsets.UTF_8);
        String given = request.header("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()))
                .or(() -> request.parameter("token"))
                .orElse("");
        return MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }

    private Response settle(List<ShopNotification> all, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ShopNotification notification : all) {
            String key = notification.resourceType() + "-" + notification.resourceId();
            outcomes.add(settlement.settle(
                    Origin.SHOP,
                    key,
                    notification.hint(),
                    deadline,
                    () -> notifications.handle(notification, deadline)));
        }
        if (outcomes.stream().anyMatch(Outcome.Later.class::isInstance)) {
            return Response.message(503, "Not now, please deliver again");
        }
        return Response.empty(outcomes.stream().anyMatch(Outcome.Impossible.class::isInstance) ? 202 : 201);
    }

    private Response park(Request request, String reason, Deadline deadline) {
        ObjectNode content = JsonHttp.JSON
                .createObjectNode()
                .put("bytes", request.body().length)
                .put("outline", Outline.of(request.json()));
        Outcome outcome = settlement.settle(
                Origin.UNREADABLE,
                "unreadable-" + ParkedMessages.digest(request.body()),
                content,
                deadline,
                () -> new Outcome.Impossible("Unreadable message: " + reason));
        return outcome instanceof Outcome.Later
                ? Response.message(503, "Not now, please deliver again")
                : Response.empty(202);
    }

    private Response confirm(URI address, Deadline deadline) {
        JsonHttp.Answer answer = http.exchange(
                new JsonHttp.Call("GET", address, Map.of(), null, JsonHttp.Repeat.WHENEVER_USEFUL), deadline);
        return answer.successful()
                ? Response.empty(200)
                : Response.message(503, "The subscription could not be confirmed");
    }
}
