package io.waybill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.delivery.Deliveries;
import io.waybill.sandbox.delivery.DeliverySettings;
import io.waybill.sandbox.orders.Orders;
import io.waybill.sandbox.project.Project;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Reply;
import io.waybill.sandbox.wire.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What the real commercetools does not have: paths under {@code /sandbox} for tests and demos. They need no token. */
final class AdminApi {

    private final Project project;
    private final Deliveries deliveries;
    private final Orders orders;
    private final Faults faults;
    private final LongSupplier requests;
    private final Runnable reset;

    AdminApi(
            Project project,
            Deliveries deliveries,
            Orders orders,
            Faults faults,
            LongSupplier requests,
            Runnable reset) {
        this.project = project;
        this.deliveries = deliveries;
        this.orders = orders;
        this.faults = faults;
        this.requests = requests;
        this.reset = reset;
    }

    /** @param rest the segments after {@code sandbox} */
    Reply answer(Request request, List<String> rest) {
        String call = request.method() + " " + (rest.isEmpty() ? "" : rest.getFirst()) + " " + rest.size();
        return switch (call) {
            case "GET health 1" -> Reply.ok(Json.object().put("status", "UP").put("project", project.key()));
            case "GET counters 1" -> Reply.ok(counters());
            case "GET undelivered 1" -> Reply.ok(undelivered());
            case "POST reset 1" -> {
                reset.run();
                yield Reply.empty(204);
            }
            case "POST orders 1" -> Reply.created(project.write(write -> orders.place(write, request.json())));
            case "GET push-endpoints 1" -> Reply.ok(endpoints());
            case "PUT push-endpoints 2" -> pushTo(rest.get(1), request.json());
            case "DELETE push-endpoints 2" -> {
                deliveries.hold(rest.get(1));
                yield Reply.empty(204);
            }
            case "GET delivery 1" -> Reply.ok(settings());
            case "PUT delivery 1" -> changeSettings(request.json());
            case "POST faults 1" -> fault(request.json());
            case "DELETE faults 1" -> {
                faults.clear();
                yield Reply.empty(204);
            }
            default -> throw Rejection.uriNotFound(request.path());
        };
    }

    private ObjectNode counters() {
        ObjectNode counters = Json.object().put("requests", requests.getAsLong());
        counters.set("notifications", deliveries.counters());
        ObjectNode documents = counters.putObject("documents");
        project.sizes().forEach(documents::put);
        return counters;
    }

    private ArrayNode undelivered() {
        return Json.array().addAll(deliveries.undelivered());
    }

    private ObjectNode endpoints() {
        ObjectNode endpoints = Json.object();
        deliveries.endpoints().forEach((topic, endpoint) -> endpoints.put(topic, endpoint.toString()));
        return endpoints;
    }

    private Reply pushTo(String topic, Input body) {
        URI endpoint;
        try {
            endpoint = URI.create(body.text("uri"));
        } catch (IllegalArgumentException e) {
            throw body.wrong("uri", "a URI");
        }
        if (endpoint.getHost() == null || !List.of("http", "https").contains(String.valueOf(endpoint.getScheme()))) {
            throw body.wrong("uri", "an absolute http or https URI");
        }
        deliveries.pushTo(topic, endpoint);
        return Reply.empty(204);
    }

    private ObjectNode settings() {
        DeliverySettings settings = deliveries.settings();
        return Json.object()
                .put("retryBaseMillis", settings.retryBase().toMillis())
                .put("retryMostMillis", settings.retryMost().toMillis())
                .put("ackTimeoutMillis", settings.ackTimeout().toMillis())
                .put("concurrency", settings.concurrency())
                .put("duplicates", settings.duplicates())
                .put("reordered", settings.reordered())
                .put("reorderMostMillis", settings.reorderMost().toMillis())
                .put("payloadLimitBytes", settings.payloadLimitBytes())
                .put("seed", settings.seed());
    }

    /** Members that are not given stay as they are. */
    private Reply changeSettings(Input body) {
        ObjectNode wanted = settings();
        for (var member : body.node().properties()) {
            if (!wanted.has(member.getKey()) || !member.getValue().isNumber()) {
                throw body.wrong(member.getKey(), "a number under one of the names that GET shows");
            }
            wanted.set(member.getKey(), member.getValue());
        }
        try {
            deliveries.change(new DeliverySettings(
                    millis(wanted, "retryBaseMillis"),
                    millis(wanted, "retryMostMillis"),
                    millis(wanted, "ackTimeoutMillis"),
                    wanted.path("concurrency").intValue(),
                    wanted.path("duplicates").doubleValue(),
                    wanted.path("reordered").doubleValue(),
                    millis(wanted, "reorderMostMillis"),
                    wanted.path("payloadLimitBytes").intValue(),
                    wanted.path("seed").longValue()));
        } catch (IllegalArgumentException e) {
            throw Rejection.invalidInput(String.valueOf(e.getMessage()));
        }
        return Reply.ok(settings());
    }

    private static Duration millis(JsonNode settings, String name) {
        return Duration.ofMillis(settings.path(name).longValue());
    }

    private Reply fault(Input body) {
        String method = body.optionalText("method");
        String path = body.optionalText("path");
        Long times = body.optionalInteger("times");
        faults.add(
                method == null ? "" : method,
                path == null ? "" : path,
                Math.toIntExact(Math.clamp(body.integer("status"), 0, 1000)),
                times == null ? 1 : Math.toIntExact(Math.clamp(times, 0, 1_000_000)));
        return Reply.empty(204);
    }
}
