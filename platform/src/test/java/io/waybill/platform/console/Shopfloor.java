package io.waybill.platform.console;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stores, orders and clerks as tests of the floor need them. Each instance has an article of its own. */
final class Shopfloor {
    final String article = "lamp-" + UUID.randomUUID();

    private final Network network;

    Shopfloor(Network network) {
        this.network = network;
    }

    String store(int units) {
        return store(units, Map.of());
    }

    /** A store with so many units of the article, and these properties. */
    String store(int units, Map<String, Object> more) {
        String store = network.store(50.94, 6.96, more);
        network.stock(store, article, units);
        return store;
    }

    /** An order for so many units that somebody collects at the store. */
    JsonPath collected(String store, int units) {
        return collected(store, units, true);
    }

    JsonPath collected(String store, int units, boolean paid) {
        Map<String, Object> body = OrderJson.order();
        body.put("orderLineItems", List.of(OrderJson.line(article, units)));
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", paid))));
        return PlacedOrders.place(body);
    }

    /** An order for so many units that is sent. */
    JsonPath sent(int units) {
        return PlacedOrders.place(OrderJson.order(article, units));
    }

    /** An order for so many units that is sent, with the tag. */
    JsonPath sent(int units, String tag) {
        Map<String, Object> body = OrderJson.order(article, units);
        body.put("tags", List.of(Map.of("id", tag, "value", "yes")));
        return PlacedOrders.place(body);
    }

    /** The id of the pick job of the order, which one facility serves. */
    static String pickJob(JsonPath order) {
        PlacedOrders.routed(order);
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
    }

    /** Picks all of the job and closes it. */
    static void pick(String job) {
        JsonPath before = Api.admin().get("/api/pickjobs/" + job).jsonPath();
        Api.admin()
                .body(Map.of(
                        "name",
                        "PICK",
                        "version",
                        before.getInt("version"),
                        "lineItems",
                        List.of(Map.of(
                                "id",
                                before.getString("pickLineItems[0].id"),
                                "picked",
                                before.getInt("pickLineItems[0].quantity")))))
                .post("/api/pickjobs/" + job + "/actions")
                .then()
                .statusCode(200);
    }

    /** The pack job of the pick job. */
    static JsonPath packJob(String pickJob) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/packjobs")
                .jsonPath()
                .setRootPath("packJobs[0]");
    }

    /** The only handover job of the pick job. */
    static JsonPath handover(String pickJob) {
        String id = Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/handoverjobs")
                .jsonPath()
                .getString("handoverjobs[0].id");
        return Api.admin().get("/api/handoverjobs/" + id).jsonPath();
    }

    /** Somebody who works at the store and nowhere else. */
    static Browser clerk(String store) {
        return worker("FULFILLER", store);
    }

    /** A role with these permissions only. */
    static String role(String... permissions) {
        return Api.admin()
                .body(Map.of(
                        "name",
                        "r" + UUID.randomUUID().toString().substring(0, 8),
                        "permissions",
                        List.of(permissions)))
                .post("/api/roles")
                .then()
                .statusCode(201)
                .extract()
                .path("name");
    }

    static Browser worker(String role, String store) {
        String username = "clerk-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        Api.user(
                username,
                password,
                Map.of("ref", role, "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
        return Browser.signedIn(username, password);
    }

    /** A form with the version that the thing has now. */
    static RequestSpecification form(Browser browser, String resource) {
        return browser.request()
                .formParam("version", Api.admin().get(resource).jsonPath().getInt("version"));
    }

    /** Sends the form of the button, with the version that the job has now. */
    static Response tap(Browser browser, String kind, String job, String button) {
        return form(browser, "/api/" + kind + "jobs/" + job).post("/console/" + kind + "/" + job + "/" + button);
    }

    static Response scan(Browser browser, String kind, String job, String code) {
        return browser.request().formParam("code", code).post("/console/" + kind + "/" + job + "/scan");
    }

    /** A parcel whose label failed, of the shipment. */
    static void failLabel(String parcel) {
        int version = Api.admin().get("/api/parcels/" + parcel).jsonPath().getInt("version");
        Map<String, Object> body = new HashMap<>();
        body.put("name", "ADD_LABELS_TO_PARCEL");
        body.put("version", version);
        body.put(
                "labels",
                List.of(Map.of("labelType", "SEND_LABEL", "errorCode", "E7", "errorDescription", "No such street")));
        Api.admin()
                .body(body)
                .post("/api/parcels/" + parcel + "/actions")
                .then()
                .statusCode(200);
    }
}
