package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Corrections of stock with a reason, and what is told of changes. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StockCorrectionsTest {
    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "lamp-" + UUID.randomUUID();

    @AfterEach
    void leaveTheClockAsItWas() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void aCorrectionIsKeptWithItsReasonItsNoteAndWhoMadeIt() {
        String store = store(5);

        correct(Api.admin(), change(stock(store), 8, "FOUND", " behind the door "))
                .statusCode(200)
                .body("outcome", equalTo("SUFFICIENT"))
                .body("missing", equalTo(0))
                .body("stock.value", equalTo(8))
                .body("stock.version", equalTo(2));

        changes(store)
                .body("changes", hasSize(2))
                .body("changes[0].cause", equalTo("CORRECTED"))
                .body("changes[0].reason", equalTo("FOUND"))
                .body("changes[0].note", equalTo("behind the door"))
                .body("changes[0].actor", equalTo(Api.ADMINISTRATOR))
                .body("changes[0].before", equalTo(5))
                .body("changes[0].after", equalTo(8))
                .body("changes[1].cause", equalTo("WRITTEN"))
                .body("changes[1].reason", nullValue())
                .body("changes[1].before", equalTo(0));
    }

    @Test
    void whatIsPickedAndWhatIsDeletedIsWrittenDownToo() {
        String store = store(5);
        JsonPath job = job(store, 2);
        Api.admin()
                .body(Map.of(
                        "version",
                        job.getInt("version"),
                        "actions",
                        List.of(Map.of("action", "ModifyPickJob", "status", "IN_PROGRESS"))))
                .patch("/api/pickjobs/" + job.getString("id"))
                .then()
                .statusCode(200);
        JsonPath begun = Api.admin().get("/api/pickjobs/" + job.getString("id")).jsonPath();
        Api.admin()
                .body(Map.of(
                        "version",
                        begun.getInt("version"),
                        "actions",
                        List.of(
                                Map.of(
                                        "action",
                                        "ModifyPickLineItem",
                                        "id",
                                        begun.getString("pickLineItems[0].id"),
                                        "picked",
                                        2,
                                        "status",
                                        "CLOSED"),
                                Map.of("action", "ModifyPickJob", "status", "CLOSED"))))
                .patch("/api/pickjobs/" + job.getString("id"))
                .then()
                .statusCode(200);
        PlacedOrders.await(() -> network.balance(article).equals(List.of(3, 0)));
        Api.admin().delete("/api/stocks/" + stock(store).getString("id")).then().statusCode(200);

        changes(store)
                .body("changes[0].cause", equalTo("WRITTEN"))
                .body("changes[0].before", equalTo(3))
                .body("changes[0].after", equalTo(0))
                .body("changes[1].cause", equalTo("PICKED"))
                .body("changes[1].before", equalTo(5))
                .body("changes[1].after", equalTo(3));
    }

    @Test
    void aCorrectionBelowWhatIsReservedHasANamedOutcomeAndTheReservationsStay() {
        String store = store(5);
        job(store, 3);

        correct(Api.admin(), change(stock(store), 1, "LOST", null))
                .body("outcome", equalTo("BELOW_RESERVED"))
                .body("missing", equalTo(2));
        correct(Api.admin(), change(stock(store), 0, "LOST", null))
                .body("outcome", equalTo("NOTHING_LEFT"))
                .body("missing", equalTo(3));

        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 3));
    }

    @Test
    void aCorrectionNamesTheVersionThatWasSeen() {
        String store = store(5);
        Map<String, Object> seen = change(stock(store), 4, "COUNTED", null);
        correct(Api.admin(), seen).statusCode(200);

        correct(Api.admin(), seen).statusCode(409).body("[0].version", equalTo(2));

        seen.remove("version");
        correct(Api.admin(), seen).statusCode(400).body("[0].summary", containsString("version must be given"));
    }

    @Test
    void aCorrectionThatMakesNoSenseIsRefused() {
        String store = store(5);
        correct(Api.admin(), change(stock(store), -1, "COUNTED", null)).statusCode(400);
        correct(Api.admin(), change(stock(store), 4, "BORED", null)).statusCode(400);
        correct(Api.admin(), change(stock(store), 4, "OTHER", null))
                .statusCode(400)
                .body("[0].summary", containsString("note"));
        correct(Api.admin(), Map.of("value", 4, "reason", "COUNTED", "facilityRef", store))
                .statusCode(400)
                .body("[0].summary", containsString("facilityRef and tenantArticleId must be given"));
        correct(Api.admin(), Map.of("value", 4, "reason", "COUNTED", "facilityRef", "none", "tenantArticleId", "x"))
                .statusCode(404);
        Api.admin().get("/waybill/stocks/changes").then().statusCode(400);
        Api.admin()
                .get("/waybill/stocks/changes?facilityRef=a&tenantArticleId=b&size=101")
                .then()
                .statusCode(400);
        assertThat(network.balance(article)).containsExactly(5, 0);
    }

    @Test
    void aStockOrReservationOfAnotherFacilityIsNotThereForWhoIsLimited() {
        String own = network.store(53.55, 9.99);
        String other = store(5);
        PlacedOrders.routed(PlacedOrders.place(OrderJson.order(article, 1)));
        String reservation = Api.withRoleAt("SUPERVISOR", other)
                .get("/api/reservations")
                .then()
                .statusCode(200)
                .extract()
                .path("reservations[0].id");
        String stock = stock(other).getString("id");
        Api.withRoleAt("SUPERVISOR", other).get("/api/stocks/" + stock).then().statusCode(200);
        Api.withRoleAt("SUPERVISOR", other)
                .get("/api/reservations/" + reservation)
                .then()
                .statusCode(200);
        Api.withRoleAt("SUPERVISOR", own).get("/api/stocks/" + stock).then().statusCode(404);
        Api.withRoleAt("SUPERVISOR", own)
                .get("/api/reservations/" + reservation)
                .then()
                .statusCode(404);
    }

    @Test
    void whoIsLimitedToFacilitiesCorrectsAndReadsNoOther() {
        String own = network.store(53.55, 9.99);
        String other = store(5);
        RequestSpecification leader = Api.withRoleAt("SUPERVISOR", own);

        correct(leader, change(stock(other), 4, "COUNTED", null)).statusCode(403);
        Api.withRoleAt("SUPERVISOR", own)
                .get("/waybill/stocks/changes?facilityRef=" + other + "&tenantArticleId=" + article)
                .then()
                .statusCode(403);
        correct(Api.fulfiller(), change(stock(other), 4, "COUNTED", null)).statusCode(403);
        assertThat(network.balance(article)).containsExactly(5, 0);
    }

    @Test
    void correctionsAreKeptAndOtherChangesForgottenAfterAWhile() {
        String store = store(5);
        correct(Api.admin(), change(stock(store), 4, "COUNTED", null)).statusCode(200);

        JsonPath stock = stock(store);
        clock.setAhead(Duration.ofDays(91));
        String token = Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        Api.as(token)
                .body(Map.of("value", 6, "version", stock.getInt("version")))
                .put("/api/stocks/" + stock.getString("id"))
                .then()
                .statusCode(200);

        changes(Api.as(token), store)
                .body("changes.cause", equalTo(List.of("WRITTEN", "CORRECTED")))
                .body("changes.after", equalTo(List.of(6, 4)));
    }

    private String store(int units) {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, units);
        return store;
    }

    private JsonPath job(String store, int units) {
        Map<String, Object> body = OrderJson.order(article, units);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        JsonPath order = PlacedOrders.place(body);
        PlacedOrders.routed(order);
        String id = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
        PlacedOrders.await(() -> Api.admin().get("/api/pickjobs/" + id).statusCode() == 200);
        return Api.admin().get("/api/pickjobs/" + id).jsonPath();
    }

    private JsonPath stock(String store) {
        String id = Api.admin()
                .queryParam("facilityRef", store)
                .queryParam("tenantArticleId", article)
                .get("/api/stocks")
                .jsonPath()
                .getString("stocks[0].id");
        return Api.admin().get("/api/stocks/" + id).jsonPath();
    }

    private static Map<String, Object> change(JsonPath stock, int value, String reason, String note) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "stockId",
                stock.getString("id"),
                "version",
                stock.getInt("version"),
                "value",
                value,
                "reason",
                reason));
        if (note != null) {
            body.put("note", note);
        }
        return body;
    }

    private static ValidatableResponse correct(RequestSpecification by, Map<String, Object> body) {
        return by.body(body).post("/waybill/stocks/corrections").then();
    }

    private ValidatableResponse changes(String store) {
        return changes(Api.admin(), store);
    }

    private ValidatableResponse changes(RequestSpecification by, String store) {
        return by.queryParam("facilityRef", store)
                .queryParam("tenantArticleId", article)
                .get("/waybill/stocks/changes")
                .then()
                .statusCode(200);
    }
}
