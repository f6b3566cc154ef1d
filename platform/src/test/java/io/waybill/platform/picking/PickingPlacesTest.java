package io.waybill.platform.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PickingPlacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Network network;

    private final String late = "a-" + UUID.randomUUID();
    private final String early = "b-" + UUID.randomUUID();
    private final String anywhere = "0-" + UUID.randomUUID();
    private String facility = "";
    private String zone = "";

    @BeforeEach
    void shelves() {
        facility = network.store(50.94, 6.96);
        zone = Places.zone(facility, 5);
        network.stock(facility, anywhere, 5);
        network.list(facility, late, Map.of());
        network.list(facility, early, Map.of());
    }

    @Test
    void aPickJobSaysWhereItsUnitsLieAndItsLinesFollowTheWay() {
        stock(late, location(10, Map.of("scannableCodes", List.of("4711"))), 3);
        String second = stock(early, location(20, Map.of()), 1);
        String first = stock(early, location(90, Map.of("zoneRef", zone)), 2);
        String locked = location(100, Map.of("traitConfig", List.of(Map.of("trait", "ACCESSIBLE", "enabled", false))));
        stock(early, locked, 9);

        JsonPath job = job();

        assertThat(job.getList("pickLineItems.article.tenantArticleId")).containsExactly(early, late, anywhere);
        String places = "pickLineItems[0].partialStockLocations.";
        assertThat(job.getList(places + "stockRef")).containsExactly(first, second);
        assertThat(job.getList(places + "quantity")).containsExactly(2, 1);
        assertThat(job.getList(places + "sequenceScore")).containsExactly(90, 20);
        assertThat(job.getList(places + "zoneRef")).containsExactly(zone, null);
        assertThat(job.getList("pickLineItems[1].partialStockLocations[0].location.scannableCodes"))
                .containsExactly("4711");
        assertThat(job.<Object>get("pickLineItems[2].partialStockLocations")).isNull();
        list(zone).body("pickjobs.id", hasItem(job.getString("id")));
        list(Places.zone(facility, 1)).body("pickjobs.id", not(hasItem(job.getString("id"))));
    }

    @Test
    void whatIsPickedCanBeSaidByPlace() {
        stock(late, location(10, Map.of()), 3);
        stock(early, location(10, Map.of()), 3);
        JsonPath job = job();
        String line = job.getString("pickLineItems[0].id");
        String place = job.getString("pickLineItems[0].partialStockLocations[0].tenantPartialStockId");

        Api.admin()
                .body(Map.of(
                        "version",
                        job.getInt("version"),
                        "actions",
                        List.of(Map.of(
                                "action",
                                "ModifyPickLineItem",
                                "id",
                                line,
                                "partialStockLocations",
                                List.of(Map.of("tenantPartialStockId", place, "picked", 1))))))
                .patch("/api/pickjobs/" + job.getString("id"))
                .then()
                .statusCode(200)
                .body("pickLineItems[0].picked", equalTo(1))
                .body("pickLineItems[0].partialStockLocations[0].picked", equalTo(1));
    }

    private String location(int sequence, Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("runningSequences", List.of(Map.of("type", "PICKING_SEQUENCE", "score", sequence)));
        return Places.location(facility, body);
    }

    private String stock(String article, String location, int units) {
        return Api.admin()
                .body(Map.of(
                        "tenantArticleId", article, "value", units, "facilityRef", facility, "locationRef", location))
                .post("/api/stocks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The pick job of a new order of one unit of everything. */
    private JsonPath job() {
        Map<String, Object> order = OrderJson.order(anywhere, 1);
        order.put(
                "orderLineItems",
                List.of(OrderJson.line(anywhere, 1), OrderJson.line(late, 1), OrderJson.line(early, 1)));
        String id = Api.admin()
                .body(order)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonPath jobs = Api.admin()
                    .queryParam("orderRef", id)
                    .get("/api/pickjobs")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (!jobs.getList("pickjobs").isEmpty()) {
                return Api.admin()
                        .get("/api/pickjobs/" + jobs.getString("pickjobs[0].id"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            }
            assertThat(Instant.now()).as("no pick job yet").isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static ValidatableResponse list(String zoneRef) {
        return Api.admin()
                .queryParam("zoneRefs", zoneRef)
                .queryParam("size", 500)
                .get("/api/pickjobs")
                .then()
                .statusCode(200);
    }
}
