package io.waybill.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.waybill.benchmark.RemoteSides.Reply;

/**
 * As much of the fulfilment platform as exporting an order and telling its status need. No order is there before it is
 * sent; asked by its id, every order is there, with one pick job, one handover job, one shipment and one parcel, whose
 * ids say which order they belong to.
 */
final class StandInPlatform {
    private static final String LIST = "?";

    Reply answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        String[] segments = path.split("/", -1);
        String kind = segments[2];
        String id = segments.length > 3 ? RemoteSides.after("/api/" + kind + "/", path) : LIST;
        return switch (kind) {
            case "orders" -> orders(request, id, body);
            case "pickjobs" ->
                id.equals(LIST)
                        ? list("pickjobs", BenchOrders.pickJob(named(request, "orderRef")))
                        : Reply.ok(BenchOrders.pickJob(id));
            case "handoverjobs" ->
                id.equals(LIST)
                        ? list("handoverjobs", BenchOrders.handoverJob(named(request, "tenantOrderId")))
                        : Reply.ok(BenchOrders.handoverJob(id));
            case "shipments" -> Reply.ok(BenchOrders.shipment(id));
            case "parcels" -> Reply.ok(BenchOrders.parcel(id));
            case "processes", "process" -> Reply.ok(BenchOrders.process(id));
            case "loadunits" -> list("loadUnits", "");
            case "facilities" -> list("facilities", "");
            default -> new Reply(404, Buffer.buffer("[{\"summary\":\"Not found\"}]"));
        };
    }

    private static String named(HttpServerRequest request, String parameter) {
        String value = request.getParam(parameter);
        return value == null ? "" : value;
    }

    private static Reply orders(HttpServerRequest request, String id, Buffer body) {
        if (!id.equals(LIST)) {
            return Reply.ok(BenchOrders.platformOrder(id));
        }
        if (!request.method().name().equals("POST")) {
            return list("orders", "");
        }
        try {
            ObjectNode order = (ObjectNode) LoadClient.JSON.readTree(body.toString());
            String shopId =
                    order.path("customAttributes").path("commercetoolsId").asText();
            order.put("id", BenchOrders.ID + shopId).put("version", 1).put("status", "OPEN");
            order.put("processId", "process-" + shopId);
            return new Reply(201, Buffer.buffer(order.toString()));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static Reply list(String plural, String items) {
        return Reply.ok("{\"total\":" + (items.isEmpty() ? 0 : 1) + ",\"" + plural + "\":[" + items + "]}");
    }
}
