package io.waybill.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.routing.Network;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The way of an order through all modules, as its clients see it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FromOrderToHandoverTest {
    private final String article = "article-" + UUID.randomUUID();
    private String facility;

    @Inject
    Database database;

    @Inject
    Network network;

    @BeforeEach
    void openAStoreWithStock() {
        facility = network.store(50.9, 7.0);
        network.stock(facility, article, 10);
    }

    @Test
    void anOrderIsPickedSentAndHandedOver() {
        Carriage.carrier(facility, true);
        Map<String, Object> body = OrderJson.order(article, 3);
        Response order = place(body);

        Response pickJob = pickJobOf(order.path("id"));
        pickJob.then()
                .body("tenantOrderId", equalTo(body.get("tenantOrderId")))
                .body("processId", equalTo(order.<String>path("processId")))
                .body("facilityRef", equalTo(facility))
                .body("customAttributes", equalTo(order.path("customAttributes")))
                .body("deliveryinformation.channel", equalTo("SHIPPING"))
                .body("deliveryinformation.details.shipping.recipientaddress.lastName", equalTo("Klein"))
                .body("pickLineItems[0].quantity", equalTo(3))
                .body("pickLineItems[0].globalLineItemId", equalTo(order.<String>path("orderLineItems[0].id")));
        assertThat(network.balance(article)).containsExactly(10, 3);

        Floor.close(pickJob);
        assertThat(network.balance(article)).containsExactly(7, 0);

        String parcel = Carriage.parcel(pickJob.path("id")).path("id");
        Carriage.addLabel(parcel, 1).then().statusCode(200);
        String handover = onlyHandover(pickJob.path("id"));
        handOver(handover);

        Api.admin()
                .get("/api/shipments/" + Carriage.shipmentOf(pickJob.path("id")))
                .then()
                .body("status", equalTo("COMPLETED"));
        Api.admin()
                .get("/api/processes/" + order.<String>path("processId"))
                .then()
                .statusCode(200)
                .body("pickJobRefs", contains(pickJob.<String>path("id")))
                .body("handoverJobRefs", contains(handover))
                .body("operativeStatuses.status", equalTo("FINISHED"))
                .body("itemReturnJobsRef.size()", equalTo(1))
                .body("returnStatuses.status", equalTo("NOT_AVAILABLE"))
                .body("status", equalTo("FINISHED"));
    }

    @Test
    void whatIsCollectedIsHandedToTheConsumer() {
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", facility, "paid", true))));
        Response pickJob = pickJobOf(place(body).path("id"));
        pickJob.then()
                .body("deliveryinformation.channel", equalTo("COLLECT"))
                .body("deliveryinformation.details.collect.paid", equalTo(true));

        Floor.close(pickJob);

        String handover = onlyHandover(pickJob.path("id"));
        Api.admin()
                .get("/api/handoverjobs/" + handover)
                .then()
                .body("channel", equalTo("COLLECT"))
                .body("paid", equalTo(true))
                .body("fullIdentifier", equalTo("Ada Klein"));
        handOver(handover);
    }

    @Test
    void aCancelledOrderLeavesNothingBehind() {
        Carriage.carrier(facility, true);
        Response order = place(OrderJson.order(article, 2));
        Response pickJob = pickJobOf(order.path("id"));
        Carriage.parcel(pickJob.path("id"));

        cancel(order.path("id")).then().statusCode(200);

        Api.admin().get("/api/pickjobs/" + pickJob.<String>path("id")).then().body("status", equalTo("CANCELED"));
        Api.admin()
                .queryParam("pickJobRef", pickJob.<String>path("id"))
                .get("/api/shipments")
                .then()
                .body("shipments.status", contains("CANCELED"))
                .body("shipments[0].parcels.status", contains("CANCELED"));
        assertThat(network.balance(article)).containsExactly(10, 0);
        assertThat(Floor.events(database, pickJob.path("id"))).containsExactly("PICK_JOB_CREATED", "PICK_JOB_CANCELED");
    }

    @Test
    void anOrderThatIsPickedCanNoLongerBeCancelled() {
        Response order = place(OrderJson.order(article, 2));
        Response pickJob = pickJobOf(order.path("id"));
        Floor.close(pickJob);

        cancel(order.path("id")).then().statusCode(400).body("[0].summary", containsString("CLOSED"));
        Api.admin().get("/api/orders/" + order.<String>path("id")).then().body("status", equalTo("OPEN"));
    }

    @Test
    void whatHasLeftStaysHandedOverWhenItsOrderIsForcedToBeCancelled() {
        Carriage.carrier(facility, false);
        Response order = place(OrderJson.order(article, 2));
        Response pickJob = pickJobOf(order.path("id"));
        String first = Carriage.parcel(pickJob.path("id")).path("id");
        String second = Carriage.parcel(pickJob.path("id")).path("id");
        Floor.close(pickJob);
        handOver(handoverOf(pickJob, first));

        forceCancel(order.path("id")).then().statusCode(200).body("status", equalTo("CANCELLED"));

        Api.admin().get("/api/parcels/" + first).then().body("status", equalTo("DONE"));
        Api.admin().get("/api/parcels/" + second).then().body("status", equalTo("CANCELED"));
        Api.admin()
                .get("/api/handoverjobs/" + handoverOf(pickJob, first))
                .then()
                .body("status", equalTo("HANDED_OVER"));
        Api.admin()
                .get("/api/handoverjobs/" + handoverOf(pickJob, second))
                .then()
                .body("status", equalTo("CANCELED"));
        Api.admin()
                .get("/api/shipments/" + Carriage.shipmentOf(pickJob.path("id")))
                .then()
                .body("status", equalTo("COMPLETED"))
                .body("parcels.status", contains("DONE", "CANCELED"));
    }

    @RepeatedTest(3)
    void ofACancellationAndAPickAtTheSameTimeOneWins() throws Exception {
        Response order = place(OrderJson.order(article, 2));
        Response pickJob = pickJobOf(order.path("id"));
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Integer> cancelling = people.submit(() -> {
                together.await();
                return cancel(order.path("id")).statusCode();
            });
            Future<Integer> picking = people.submit(() -> {
                together.await();
                return pick(pickJob).statusCode();
            });
            boolean cancelled = cancelling.get() == 200;
            boolean picked = picking.get() == 200;

            assertThat(cancelled).isNotEqualTo(picked);
            assertThat(network.balance(article)).containsExactly(cancelled ? 10 : 8, 0);
            Api.admin()
                    .get("/api/pickjobs/" + pickJob.<String>path("id"))
                    .then()
                    .body("status", equalTo(cancelled ? "CANCELED" : "CLOSED"));
        }
    }

    private static Response pick(Response pickJob) {
        return Api.admin()
                .body(Map.of(
                        "name",
                        "PICK",
                        "version",
                        1,
                        "lineItems",
                        List.of(Map.of("id", pickJob.<String>path("pickLineItems[0].id"), "picked", 2))))
                .post("/api/pickjobs/" + pickJob.<String>path("id") + "/actions");
    }

    @Test
    void aPickJobThatTheStoreAbortsGivesItsReservationBack() {
        Response pickJob = pickJobOf(place(OrderJson.order(article, 2)).path("id"));

        Api.admin()
                .body(Map.of("name", "ABORT", "version", 1))
                .post("/api/pickjobs/" + pickJob.<String>path("id") + "/actions")
                .then()
                .statusCode(200);

        assertThat(network.balance(article)).containsExactly(10, 0);
    }

    @Test
    void aShortPickTakesWhatWasThereAndEndsTheReservation() {
        Response pickJob = pickJobOf(place(OrderJson.order(article, 5)).path("id"));

        Api.admin()
                .body(Map.of(
                        "name",
                        "PICK",
                        "version",
                        1,
                        "lineItems",
                        List.of(Map.of(
                                "id", pickJob.<String>path("pickLineItems[0].id"), "picked", 2, "stockEmptied", true))))
                .post("/api/pickjobs/" + pickJob.<String>path("id") + "/actions")
                .then()
                .statusCode(200)
                .body("subStatus", equalTo("SHORT_PICKED"));

        assertThat(network.balance(article)).containsExactly(0, 0);
    }

    private static Response place(Map<String, Object> body) {
        Response order = Api.admin().body(new HashMap<>(body)).post("/api/orders");
        order.then().statusCode(201);
        return order;
    }

    private static Response cancel(String order) {
        int version = Api.admin().get("/api/orders/" + order).path("version");
        return Api.admin().body(Map.of("name", "CANCEL", "version", version)).post("/api/orders/" + order + "/actions");
    }

    private static Response forceCancel(String order) {
        int configured = Api.admin().get("/api/configurations/ordercancelation").path("version");
        Api.admin()
                .body(Map.of("version", configured, "allowForceCancelOrder", true))
                .put("/api/configurations/ordercancelation")
                .then()
                .statusCode(anyOf(equalTo(200), equalTo(201)));
        int version = Api.admin().get("/api/orders/" + order).path("version");
        return Api.admin()
                .body(Map.of("name", "FORCE_CANCEL", "version", version))
                .post("/api/orders/" + order + "/actions");
    }

    private static String handoverOf(Response pickJob, String parcel) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob.<String>path("id"))
                .get("/api/handoverjobs")
                .path("handoverjobs.find { it.handoverJobParcelInfo.parcelRef == '" + parcel + "' }.id");
    }

    private static Response pickJobOf(String order) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(deadline)) {
            List<String> ids = Api.admin()
                    .queryParam("orderRef", order)
                    .get("/api/pickjobs")
                    .path("pickjobs.id");
            if (!ids.isEmpty()) {
                return Api.admin().get("/api/pickjobs/" + ids.getFirst());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Order " + order + " has no pick job");
    }

    private static String onlyHandover(String pickJob) {
        List<String> ids = Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/handoverjobs")
                .path("handoverjobs.id");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static void handOver(String handover) {
        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))))
                .patch("/api/handoverjobs/" + handover)
                .then()
                .statusCode(200)
                .body("status", equalTo("HANDED_OVER"));
    }
}
