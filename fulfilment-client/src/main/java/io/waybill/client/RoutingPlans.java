package io.waybill.client;

import io.waybill.client.http.JsonHttp;
import java.util.List;

/** Routing plans of the platform. */
public final class RoutingPlans {
    private final Api api;

    RoutingPlans(Api api) {
        this.api = api;
    }

    /** One routing plan by its id. */
    public RoutingPlan get(String id) {
        return RoutingPlan.from(api.get("/api/routingplans/" + JsonHttp.encode(id)));
    }

    /** All plans of an order; empty while there are none. */
    public List<RoutingPlan> ofOrder(String orderId) {
        try {
            return api.get("/api/routingplans", Query.of("orderRef", orderId))
                    .path("routingPlans")
                    .valueStream()
                    .map(RoutingPlan::from)
                    .toList();
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return List.of();
            }
            throw refused;
        }
    }
}
