package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.client.PickJob;
import io.waybill.client.Query;
import io.waybill.connector.commercetools.Commercetools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the trails of all orders of the shop. Thread-safe. */
final class Trails {
    private static final int MOST_ORDERS = 10_000;

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final Map<String, Trail> settled = new ConcurrentHashMap<>();

    Trails(Sides sides) {
        this.shop = sides.shop();
        this.platform = sides.platform();
    }

    /** Reads everything anew, from both sides. */
    List<Trail> all() {
        settled.clear();
        return latest();
    }

    /** The same, but trusts what it has seen settled before; for showing progress. */
    List<Trail> latest() {
        List<JsonNode> orders = shop.query("/orders?sort=createdAt+asc&sort=id+asc", MOST_ORDERS);
        Map<String, Trail> read = new ConcurrentHashMap<>();
        Parallel.forEach(orders, order -> {
            String id = order.path("id").asText();
            Trail known = settled.get(id);
            Trail trail = known == null ? read(order) : known;
            if (trail.settled()) {
                settled.put(id, trail);
            }
            read.put(id, trail);
        });
        List<Trail> inOrder = new ArrayList<>();
        orders.forEach(order -> inOrder.add(read.get(order.path("id").asText())));
        return inOrder;
    }

    private Trail read(JsonNode order) {
        String number = order.path("orderNumber").asText();
        List<FulfilmentOrder> orders = new ArrayList<>();
        List<JsonNode> plans = new ArrayList<>();
        List<PickJob> pickJobs = new ArrayList<>();
        for (FulfilmentOrder listed : platform.orders().withTenantOrderId(number)) {
            orders.add(listed);
            platform.get("/api/routingplans", Query.of("orderRef", listed.id()))
                    .path("routingPlans")
                    .forEach(plans::add);
            for (PickJob job : platform.pickJobs().list(Query.of("orderRef", listed.id()))) {
                pickJobs.add(platform.pickJobs().get(job.id()));
            }
        }
        List<HandoverJob> handovers = new ArrayList<>();
        if (!pickJobs.isEmpty()) {
            for (HandoverJob job : platform.handoverJobs().list(Query.of("tenantOrderId", number))) {
                handovers.add(platform.handoverJobs().get(job.id()));
            }
        }
        return new Trail(order, orders, plans, pickJobs, handovers);
    }
}
