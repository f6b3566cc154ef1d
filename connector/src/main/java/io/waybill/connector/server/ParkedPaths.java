package io.waybill.connector.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.access.WebhookTokens;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.parked.ReplayParked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code /parked}: what was acknowledged without effect. {@code GET} lists, {@code GET
 * /parked/{key}} shows one, {@code POST /parked/replay} replays all,
 * {@code POST /parked/{key}/replay} one, {@code DELETE /parked/{key}} forgets one. Protected by the webhook token.
 */
final class ParkedPaths {
    private static final Duration BUDGET = Duration.ofMinutes(2);

    private final WebhookTokens tokens;
    private final ParkedMessages parked;
    private final ReplayParked replay;
    private final ConnectorMetrics metrics;

    ParkedPaths(WebhookTokens tokens, ParkedMessages parked, ReplayParked replay, ConnectorMetrics metrics) {
        this.tokens = tokens;
        this.parked = parked;
        this.replay = replay;
        this.metrics = metrics;
    }

    Response list(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return denied();
        }
        List<Parked> all = parked.list(Deadline.within(BUDGET));
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("total", all.size());
        ArrayNode messages = body.putArray("parked");
        all.forEach(message -> messages.add(message.json()));
        return Response.json(200, body);
    }

    /** Below {@code /parked/}: {@code {key}}. */
    Response show(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return denied();
        }
        return parked.find(request.rest(), Deadline.within(BUDGET))
                .map(found -> Response.json(200, found.json()))
                .orElseGet(() -> Response.message(404, "No such message is parked."));
    }

    Response replayAll(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return denied();
        }
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        ArrayNode results = body.putArray("replayed");
        for (ReplayParked.Replayed each : replay.replayAll(Deadline.within(BUDGET))) {
            results.add(result(each.message().key(), each.outcome()));
        }
        return Response.json(200, body);
    }

    /** Below {@code /parked/}: {@code {key}/replay}. */
    Response replayOne(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return denied();
        }
        Deadline deadline = Deadline.within(BUDGET);
        String suffix = "/replay";
        if (!request.rest().endsWith(suffix)) {
            return Response.message(404, "Path not found.");
        }
        String key = request.rest().substring(0, request.rest().length() - suffix.length());
        Optional<Parked> message = parked.find(key, deadline);
        return message.map(found -> Response.json(200, result(key, replay.replay(found, deadline))))
                .orElseGet(() -> Response.message(404, "No such message is parked."));
    }

    Response forget(Request request) {
        if (!tokens.accepts(request.header("Authorization"))) {
            return denied();
        }
        Deadline deadline = Deadline.within(BUDGET);
        parked.find(request.rest(), deadline).ifPresent(message -> {
            parked.drop(message, deadline);
            metrics.handledParked("dropped");
        });
        return Response.empty(204);
    }

    private static Response denied() {
        return Response.message(401, "Missing or invalid token");
    }

    private ObjectNode result(String key, Outcome outcome) {
        metrics.handledParked(outcome.name());
        return JsonHttp.JSON
                .createObjectNode()
                .put("key", key)
                .put("outcome", outcome.name())
                .put("detail", outcome.explanation());
    }
}
