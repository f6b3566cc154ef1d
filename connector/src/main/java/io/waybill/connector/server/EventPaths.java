package io.waybill.connector.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.SnsSignatures;
import io.waybill.connector.message.Envelope;
import io.waybill.connector.message.HandleNotification;
import io.waybill.connector.message.Outline;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.message.SnsMessage;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.Settlement;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /event}: messages of the shop. Any 2xx acknowledges (201 done or of no interest, 202 parked); 503 asks
 * for another delivery; 401 and 403 turn away who is not the queue. What no delivery would make better is parked, or a
 * queue would bring it for seven days.
 */
final class EventPaths {
    private static final Logger LOG = System.getLogger(EventPaths.class.getName());

    private final EventToken token;
    private final Duration budget;
    private final HandleNotification notifications;
    private final Settlement settlement;
    private final SnsSignatures signatures;
    private final boolean signatureRequired;

    EventPaths(
            ConnectorSettings settings,
            EventToken token,
            HandleNotification notifications,
            Settlement settlement,
            SnsSignatures signatures) {
        this.token = token;
        this.budget = settings.millis(Setting.EVENT_BUDGET_MS);
        this.notifications = notifications;
        this.settlement = settlement;
        this.signatures = signatures;
        this.signatureRequired = settings.active(Setting.SNS_SIGNATURE_REQUIRED);
    }

    Response receive(Request request) {
        if (!token.admits(request)) {
            return Response.message(401, "Missing or invalid token");
        }
        Deadline deadline = Deadline.within(budget);
        return request.oversized()
                ? park(
                        request,
                        new Outcome.Impossible(ParkedReason.MESSAGE_TOO_LARGE, "The body is larger than MAX_BODY_MB"),
                        deadline)
                : act(request, Envelope.open(request.body(), request.header("ce-type")), deadline);
    }

    /** Event Grid asks so whether it may send CloudEvents here. */
    Response mayBeSentTo(Request request) {
        if (!token.admits(request)) {
            return Response.message(401, "Missing or invalid token");
        }
        return request.header("WebHook-Request-Origin")
                .map(origin -> new Response(
                        200,
                        "",
                        new byte[0],
                        Map.of("Allow", "POST", "WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*")))
                .orElseGet(() -> new Response(200, "", new byte[0], Map.of("Allow", "POST")));
    }

    private Response act(Request request, Envelope envelope, Deadline deadline) {
        return switch (envelope) {
            case Envelope.Notifications opened -> settle(request, opened, deadline);
            case Envelope.AnswerValidation asked ->
                Response.json(200, JsonHttp.JSON.createObjectNode().put("validationResponse", asked.code()));
            case Envelope.Sns sns -> fromSns(request, sns.message(), deadline);
            case Envelope.Unreadable unreadable ->
                park(request, unreadable(unreadable.code(), unreadable.reason()), deadline);
        };
    }

    private Response fromSns(Request request, SnsMessage message, Deadline deadline) {
        if (!signatureRequired && !message.aboutSubscription()) {
            return act(request, Envelope.inside(message), deadline);
        }
        return switch (signatures.check(message, deadline)) {
            case SnsSignatures.Genuine genuine ->
                message.type().equals("SubscriptionConfirmation")
                        ? confirm(request, message, deadline)
                        : act(request, Envelope.inside(message), deadline);
            case SnsSignatures.Forged forged -> {
                LOG.log(Logger.Level.WARNING, "turned away a message in the shape of SNS: {0}", forged.reason());
                yield Response.message(403, "Not signed by SNS for the configured topic");
            }
            case SnsSignatures.Undecided undecided -> {
                LOG.log(Logger.Level.WARNING, "SNS {0}: again later: {1}", message.id(), undecided.reason());
                yield again();
            }
        };
    }

    private Response confirm(Request request, SnsMessage message, Deadline deadline) {
        Optional<URI> address = signatures.confirmation(message);
        if (address.isEmpty()) {
            return park(
                    request,
                    new Outcome.Impossible(
                            ParkedReason.SNS_CONFIRMATION_REFUSED,
                            "A subscription confirmation that does not point to the topic at SNS"),
                    deadline);
        }
        try {
            signatures.confirm(address.get(), deadline);
            LOG.log(Logger.Level.INFO, "confirmed the subscription of {0}", message.topicArn());
            return Response.empty(200);
        } catch (IOException notNow) {
            LOG.log(Logger.Level.WARNING, "the subscription cannot be confirmed now: {0}", notNow.getMessage());
            return again();
        }
    }

    private Response settle(Request request, Envelope.Notifications opened, Deadline deadline) {
        List<Outcome> outcomes = new ArrayList<>();
        for (ShopNotification notification : opened.all()) {
            String key = notification.subject();
            outcomes.add(settlement.settle(
                    Origin.SHOP,
                    key,
                    notification.hint(),
                    deadline,
                    () -> notifications.handle(notification, deadline)));
        }
        if (!opened.unreadable().isEmpty()) {
            outcomes.add(settleUnreadable(
                    request,
                    unreadable(ParkedReason.UNREADABLE_MESSAGE, String.join("; ", opened.unreadable())),
                    deadline));
        }
        if (outcomes.stream().anyMatch(Outcome.Later.class::isInstance)) {
            return again();
        }
        return Response.empty(outcomes.stream().anyMatch(Outcome.Impossible.class::isInstance) ? 202 : 201);
    }

    private static Outcome.Impossible unreadable(ParkedReason code, String reason) {
        return new Outcome.Impossible(code, "Unreadable message: " + reason);
    }

    private Response park(Request request, Outcome.Impossible reason, Deadline deadline) {
        return settleUnreadable(request, reason, deadline) instanceof Outcome.Later ? again() : Response.empty(202);
    }

    private Outcome settleUnreadable(Request request, Outcome.Impossible reason, Deadline deadline) {
        ObjectNode content = JsonHttp.JSON
                .createObjectNode()
                .put("bytes", request.body().length)
                .put("outline", Outline.of(request.json()));
        return settlement.settle(
                Origin.UNREADABLE,
                "unreadable-" + ParkedMessages.digest(request.body()),
                content,
                deadline,
                () -> reason);
    }

    private static Response again() {
        return Response.message(503, "Not now, please deliver again");
    }
}
