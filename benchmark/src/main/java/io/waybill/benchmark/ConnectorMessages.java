package io.waybill.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.waybill.benchmark.LoadClient.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;

/** What a connector is sent. Every message is about an order of its own, so none finds the work of another one done. */
final class ConnectorMessages {
    private ConnectorMessages() {}

    /** A confirmed order to {@code /event}, as a Pub/Sub push. */
    static Request confirmedOrder() {
        String message = BenchOrders.confirmedMessage(
                UUID.randomUUID().toString(), UUID.randomUUID().toString());
        ObjectNode push = LoadClient.JSON.createObjectNode().put("subscription", "projects/bench/subscriptions/bench");
        push.putObject("message")
                .put("messageId", "1")
                .put("data", Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)));
        return new Request(HttpMethod.POST, "/event", Buffer.buffer(push.toString()));
    }

    /** The five events of the way of an order, in turn, each to its path under {@code /service}. */
    static Request statusEvent(int number) {
        String id = UUID.randomUUID().toString();
        return switch (number % 5) {
            case 0 -> event("/order/created", "ORDER_CREATED", () -> BenchOrders.platformOrder(id));
            case 1 -> event("/pickjob/created", "PICK_JOB_CREATED", () -> BenchOrders.pickJob(id));
            case 2 -> event("/pickjob/finished", "PICK_JOB_PICKING_FINISHED", () -> BenchOrders.pickJob(id));
            case 3 -> event("/handoverjob/created", "HANDOVERJOB_CREATED", () -> BenchOrders.handoverJob(id));
            default -> event("/handoverjob/handedover", "HANDOVERJOB_HANDED_OVER", () -> BenchOrders.handoverJob(id));
        };
    }

    private static Request event(String path, String name, Supplier<String> payload) {
        return new Request(
                HttpMethod.POST,
                "/service" + path,
                Buffer.buffer("{\"event\":\"" + name + "\",\"eventId\":\"" + UUID.randomUUID() + "\",\"payload\":"
                        + payload.get() + "}"));
    }
}
