package io.waybill.platform.returns;

import io.restassured.response.Response;
import io.waybill.platform.test.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Item return jobs made by hand, for tests. */
public final class Returns {
    private static final Map<String, Object> ADDRESS = Map.of(
            "lastName",
            "Klein",
            "street",
            "Ring",
            "houseNumber",
            "1",
            "postalCode",
            "50667",
            "city",
            "Köln",
            "country",
            "DE");

    private Returns() {}

    /** A job of one line of which that many units were delivered. */
    public static Response create(String facility, String article, int delivered) {
        Response created = Api.admin().body(body(facility, article, delivered)).post("/api/itemreturnjobs");
        created.then().statusCode(200);
        return created;
    }

    static Map<String, Object> body(String facility, String article, int delivered) {
        return new HashMap<>(Map.of(
                "status",
                "OPEN",
                "originFacilityRefs",
                List.of(facility),
                "tenantOrderId",
                "R-" + UUID.randomUUID(),
                "scannableCodes",
                List.of("code-" + article),
                "consumerAddresses",
                List.of(ADDRESS),
                "returnableLineItems",
                List.of(line(article, delivered))));
    }

    static Map<String, Object> line(String article, int delivered) {
        return Map.of("article", Map.of("tenantArticleId", article, "title", "A coat"), "delivered", delivered);
    }

    /** That many units of the first line come back where they left; the job is as it was answered. */
    public static Response add(Response job, String status, int units) {
        return add(job, status, units, Map.of());
    }

    static Response add(Response job, String status, int units, Map<String, Object> more) {
        Map<String, Object> itemReturn = new HashMap<>(Map.of(
                "status",
                status,
                "returnFacilityRef",
                job.<String>path("originFacilityRefs[0]"),
                "returnedLineItems",
                units(job.path("returnableLineItems[0].id"), units)));
        itemReturn.putAll(more);
        return Api.admin()
                .body(Map.of("itemReturnJobVersion", job.<Integer>path("version"), "itemReturnForCreation", itemReturn))
                .post("/api/itemreturnjobs/" + job.<String>path("id") + "/itemreturns");
    }

    static List<Map<String, Object>> units(String line, int units) {
        return IntStream.range(0, units)
                .mapToObj(unit -> Map.<String, Object>of(
                        "itemReturnJobLineItemRef",
                        line,
                        "status",
                        "OPEN",
                        "reasons",
                        List.of(Map.of("reasonLocalized", Map.of("en_US", "Too small", "de_DE", "Zu klein")))))
                .toList();
    }

    /** The action on the first item return of the job as it was answered. */
    static Response act(Response job, String name) {
        return Api.admin()
                .body(Map.of("name", name, "itemReturnJobVersion", job.<Integer>path("version")))
                .post(itemReturn(job) + "/actions");
    }

    static Response actOnJob(Response job, String name, Map<String, Object> more) {
        Map<String, Object> action = new HashMap<>(more);
        action.put("name", name);
        action.put("version", job.<Integer>path("version"));
        return Api.admin().body(action).post("/api/itemreturnjobs/" + job.<String>path("id") + "/actions");
    }

    /** Where the first item return of the job is. */
    static String itemReturn(Response job) {
        return "/api/itemreturnjobs/" + job.<String>path("id") + "/itemreturns/"
                + job.<String>path("itemReturns[0].id");
    }
}
