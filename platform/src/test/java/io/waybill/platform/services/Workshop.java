package io.waybill.platform.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Custom services, orders that ask for them, and service jobs for tests, made through the API. */
public final class Workshop {
    private Workshop() {}

    /** Creates a custom service of that name that the facility does, and answers its id. */
    public static String service(String facility, String name, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "tenantCustomServiceId",
                "S-" + UUID.randomUUID(),
                "nameLocalized",
                Map.of("en_US", name),
                "status",
                "ACTIVE",
                "itemsRequired",
                "MANDATORY",
                "executionTimeInMin",
                20));
        body.putAll(more);
        String id = Api.admin()
                .body(body)
                .post("/api/customservices")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .body(Map.of("status", "ACTIVE"))
                .post("/api/facilities/" + facility + "/customservices/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    /** What an order asks for: the service done to these units, after those nested in it. */
    public static Map<String, Object> asked(
            String service, Map<String, Integer> units, List<Map<String, Object>> nested) {
        List<Map<String, Object>> items = new ArrayList<>();
        units.forEach((article, quantity) -> items.add(Map.of("tenantArticleRef", article, "quantity", quantity)));
        return new HashMap<>(Map.of(
                "customServiceDefinition",
                Map.of("customServiceRef", service),
                "articleItems",
                items,
                "customServiceItems",
                nested));
    }

    /** An order of these units that is collected at the facility, or is shipped where that is null. */
    public static Map<String, Object> order(
            String collectAt, Map<String, Integer> units, List<Map<String, Object>> asked) {
        Map<String, Object> order = OrderJson.order("none", 1);
        List<Map<String, Object>> lines = new ArrayList<>();
        new LinkedHashMap<>(units).forEach((article, quantity) -> lines.add(OrderJson.line(article, quantity)));
        order.put("orderLineItems", lines);
        order.put("customServices", asked);
        if (collectAt != null) {
            order.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", collectAt))));
        }
        return order;
    }

    /** Places the order and answers its pick job. */
    public static JsonPath placed(Map<String, Object> order) {
        String id = Api.admin()
                .body(order)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(deadline)) {
            List<String> ids =
                    Api.admin().queryParam("orderRef", id).get("/api/pickjobs").path("pickjobs.id");
            if (!ids.isEmpty()) {
                return Api.admin().get("/api/pickjobs/" + ids.getFirst()).jsonPath();
            }
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
        throw new AssertionError("Order " + id + " has no pick job");
    }

    /** Picks these units of articles, all where they are not named, and closes the pick job. */
    public static void pick(JsonPath pickJob, Map<String, Integer> picked) {
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Map<String, Object>> all = pickJob.getList("pickLineItems");
        for (int line = 0; line < all.size(); line++) {
            String at = "pickLineItems[" + line + "].";
            String article = pickJob.getString(at + "article.tenantArticleId");
            lines.add(Map.of(
                    "id",
                    pickJob.getString(at + "id"),
                    "picked",
                    picked.getOrDefault(article, pickJob.getInt(at + "quantity"))));
        }
        String path = "/api/pickjobs/" + pickJob.getString("id") + "/actions";
        Api.admin()
                .body(Map.of("name", "MODIFY_PICK_JOB_LINE_ITEMS", "version", 1, "pickJobLineItemUpdates", lines))
                .post(path)
                .then()
                .statusCode(200);
        Api.admin()
                .body(Map.of("name", "CLOSE", "version", 2))
                .post(path)
                .then()
                .statusCode(200)
                .body("status", org.hamcrest.Matchers.equalTo("CLOSED"));
    }

    /** The service jobs of the process, oldest first. */
    public static List<JsonPath> jobs(JsonPath pickJob) {
        List<String> ids = Api.admin()
                .get("/api/processes/" + pickJob.getString("processId"))
                .then()
                .statusCode(200)
                .extract()
                .path("serviceJobRefs");
        return ids.stream().sorted().map(Workshop::job).toList();
    }

    public static JsonPath job(String id) {
        return Api.admin()
                .get("/api/servicejobs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The only job of that name. */
    public static JsonPath job(JsonPath pickJob, String name) {
        List<JsonPath> named = jobs(pickJob).stream()
                .filter(job -> job.getString("name").equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }

    /** The action, on the job as it is now. */
    public static ValidatableResponse act(String id, String name) {
        return act(id, job(id).getInt("version"), name).then();
    }

    public static Response act(String id, int version, String name) {
        return act(id, new HashMap<>(Map.of("name", name, "version", version)));
    }

    public static Response act(String id, Map<String, Object> action) {
        return Api.admin().body(action).post("/api/servicejobs/" + id + "/actions");
    }

    public static List<String> handovers(JsonPath pickJob) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob.getString("id"))
                .get("/api/handoverjobs")
                .path("handoverjobs.id");
    }

    public static List<String> packJobs(JsonPath pickJob) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob.getString("id"))
                .get("/api/packjobs")
                .path("packJobs.id");
    }
}
