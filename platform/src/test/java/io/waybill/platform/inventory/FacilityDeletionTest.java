package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What stands in the way of deleting a facility, and what goes with it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FacilityDeletionTest {
    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    Reservations reservations;

    private final String article = "article-" + UUID.randomUUID();

    @Test
    void listingsAndStocksStandInTheWayUnlessTheDeletionIsForcedThenTheyGoToo() {
        String facility = network.store(50.94, 6.96);
        network.stock(facility, article, 5);

        delete(facility, false)
                .statusCode(422)
                .body("[0].summary", allOf(containsString("1 stocks"), containsString("1 listings (" + article)));
        assertThat(network.balance(article)).isEqualTo(List.of(5, 0));
        delete(facility, true).statusCode(200);

        assertThat(network.balance(article)).isEqualTo(List.of(0, 0));
        assertThat(rows("listing", facility)).isZero();
        Api.admin().get("/api/facilities/" + facility).then().statusCode(404);
        assertThat(events(facility))
                .contains(
                        "LISTINGS_DELETED",
                        "INVENTORY_STOCKS_DELETED",
                        "INVENTORY_FACILITY_STOCK_CHANGED",
                        "FACILITY_DELETED");
    }

    @Test
    void aCarrierConnectionGoesWithItsFacility() {
        String facility = Floor.facility();
        String carrier = Api.admin()
                .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "Bikes", "status", "ACTIVE"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .body(Map.of("name", "Bikes", "status", "ACTIVE"))
                .post("/api/facilities/" + facility + "/carriers/" + carrier)
                .then()
                .statusCode(201);
        delete(facility, false).statusCode(200);
        assertThat(rows("facility_carrier", facility)).isZero();
    }

    @Test
    void reservedStockStandsInTheWayEvenOfAForcedDeletion() {
        String facility = network.store(50.94, 6.96);
        network.stock(facility, article, 5);
        String plan = "plan-" + article;
        database.inTransaction(transaction -> reservations.reserve(
                transaction,
                List.of(new ReservationRequest(plan, "order", "process", facility, Map.of(article, 2), false))));

        delete(facility, true)
                .statusCode(422)
                .body("[0].summary", containsString("1 routing plans with reserved stock (" + plan + ")"));
        assertThat(network.balance(article)).isEqualTo(List.of(5, 2));

        database.inTransaction(transaction -> reservations.release(transaction, List.of(plan)));
        delete(facility, true).statusCode(200);
    }

    @Test
    void workOnTheFloorStandsInTheWayUntilTheGoodsHaveLeft() {
        String facility = Floor.facility();
        var job = Floor.create(facility, "COLLECT", 1);
        delete(facility, true)
                .statusCode(422)
                .body("[0].summary", containsString("1 open pick jobs (" + job.<String>path("id") + ")"));

        Floor.close(job);
        String handover = Api.admin()
                .queryParam("pickJobRef", job.<String>path("id"))
                .get("/api/handoverjobs")
                .then()
                .statusCode(200)
                .extract()
                .path("handoverjobs[0].id");
        delete(facility, true)
                .statusCode(422)
                .body(
                        "[0].summary",
                        allOf(
                                containsString("1 open handover jobs (" + handover + ")"),
                                not(containsString("pick jobs"))));

        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))))
                .patch("/api/handoverjobs/" + handover)
                .then()
                .statusCode(200);
        delete(facility, false).statusCode(200);
        Api.admin()
                .get("/api/pickjobs/" + job.<String>path("id"))
                .then()
                .statusCode(200)
                .body("facilityRef", equalTo(facility));
    }

    @Test
    void stockThatComesInDuringTheDeletionIsNeverLeftBehind() throws Exception {
        for (int round = 0; round < 5; round++) {
            String facility = network.store(50.94, 6.96);
            Map<String, Object> stock = Map.of("tenantArticleId", article, "value", 1, "facilityRef", facility);
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> creations = new ArrayList<>();
                for (int client = 0; client < 4; client++) {
                    creations.add(clients.submit(
                            () -> Api.admin().body(stock).post("/api/stocks").statusCode()));
                }
                Future<Integer> deletion =
                        clients.submit(() -> delete(facility, true).extract().statusCode());
                for (Future<Integer> creation : creations) {
                    assertThat(creation.get(20, TimeUnit.SECONDS)).isIn(201, 404);
                }
                assertThat(deletion.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(rows("stock", facility)).isZero();
        }
    }

    @Test
    void everythingThatIsInTheWayIsNamedAtOnce() {
        String facility = network.store(50.94, 6.96);
        network.stock(facility, article, 5);
        Floor.create(facility, "SHIPPING", 1).then().statusCode(201);

        delete(facility, false)
                .statusCode(422)
                .body(
                        "[0].summary",
                        allOf(
                                containsString("1 stocks"),
                                containsString("1 listings"),
                                containsString("1 open pick jobs"),
                                containsString("1 open shipments")));
    }

    private static ValidatableResponse delete(String facility, boolean force) {
        return Api.admin()
                .queryParam("forceDeletion", force)
                .delete("/api/facilities/" + facility)
                .then();
    }

    private int rows(String table, String facility) {
        return database.read(handle -> handle.createQuery("select count(*) from " + table + " where facility_id = :id")
                .bind("id", facility)
                .mapTo(Integer.class)
                .one());
    }

    private List<String> events(String facility) {
        return database.read(handle -> handle.createQuery("select name from event where facility_id = :id")
                .bind("id", facility)
                .mapTo(String.class)
                .list());
    }
}
