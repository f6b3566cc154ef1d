package io.waybill.platform.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ShippingTest {
    private String facility;

    @Inject
    Database database;

    @BeforeEach
    void openAFacility() {
        facility = Floor.facility();
    }

    @Test
    void aShipmentComesWithThePickJobAndItsCarrierIsOneThatCollectsThere() {
        String carrier = Carriage.carrier(facility, false);

        String pickJob = Floor.create(facility, "SHIPPING", 2).path("id");

        Response list = Api.admin().queryParam("pickJobRef", pickJob).get("/api/shipments");
        list.then()
                .statusCode(200)
                .body("shipments[0].carrierRef", equalTo(carrier))
                .body("shipments[0].hasActiveCarrier", equalTo(true))
                .body("shipments[0].targetAddress.lastName", equalTo("Lovelace"))
                .body("shipments[0].lineItems[0].quantity", equalTo(2))
                .body("shipments[0].parcels", empty());
        assertThat(Floor.events(database, list.<String>path("shipments[0].id"))).containsExactly("SHIPMENT_CREATED");
    }

    @Test
    void withoutACarrierAtTheFacilityTheShipmentHasNoneAndTakesNoParcel() {
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String shipment = Carriage.shipmentOf(pickJob);

        Api.admin()
                .get("/api/shipments/" + shipment)
                .then()
                .body("hasActiveCarrier", equalTo(false))
                .body("$", not(hasKey("carrierRef")));
        Carriage.parcel(pickJob).then().statusCode(422).body("[0].summary", containsString("no carrier"));
    }

    @Test
    void aShipmentTakesWhatIsRecordedForItsLinesButNoSecondTargetTime() {
        Map<String, Object> body = Carriage.body(facility);
        body.put(
                "lineItems",
                List.of(Map.of(
                        "article",
                        Map.of("tenantArticleId", "coat", "title", "A warm coat"),
                        "quantity",
                        1,
                        "recordableAttributes",
                        List.of(Map.of("keyLocalized", Map.of("en_US", "Serial"), "recordingRule", "OPTIONAL")))));
        Response created = Api.admin().body(body).post("/api/shipments");
        String actions =
                "/api/shipments/" + created.then().statusCode(201).extract().<String>path("id") + "/actions";
        String attribute = created.path("lineItems[0].recordableAttributes[0].id");

        Api.admin()
                .body(Map.of("name", "ADD_TARGET_TIME", "version", 1, "targetTime", "2026-11-25T09:00:00Z"))
                .post(actions)
                .then()
                .statusCode(422);
        Map<String, Object> record = Map.of(
                "name",
                "UPDATE_SHIPMENT_LINE_ITEM_RECORDABLE_ATTRIBUTES",
                "version",
                1,
                "recordableAttributeUpdates",
                List.of(Map.of("recordableAttributeId", attribute, "value", "S-1")));
        Api.admin()
                .body(record)
                .post(actions)
                .then()
                .statusCode(200)
                .body("lineItems[0].recordableAttributes[0].value", equalTo("S-1"));
        Api.admin().body(record).post(actions).then().statusCode(409);
    }

    @Test
    void aCollectedPickJobHasNoShipment() {
        String pickJob = Floor.create(facility, "COLLECT", 1).path("id");

        Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/shipments")
                .then()
                .body("shipments", empty());
    }

    @Test
    void withoutManualHandlingAParcelIsReadyAtOnce() {
        Carriage.carrier(facility, false);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");

        Response parcel = Carriage.parcel(pickJob);

        parcel.then()
                .statusCode(201)
                .header("Location", containsString("/api/parcels/"))
                .body("status", equalTo("DONE"))
                .body("recipient.lastName", equalTo("Lovelace"));
        Api.admin()
                .get("/api/shipments/" + parcel.<String>path("shipmentRef"))
                .then()
                .body("status", equalTo("CONFIRMED"))
                .body("parcels.parcelRef", contains(parcel.<String>path("id")));
        assertThat(Floor.events(database, parcel.<String>path("id"))).containsExactly("PARCEL_CARRIER_ACKNOWLEDGED");
    }

    @Test
    void withManualHandlingAParcelWaitsForItsLabelWhichThenCanBeDownloaded() throws Exception {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        Response created = Carriage.parcel(pickJob);
        String parcel = created.path("id");
        created.then().statusCode(201).body("status", equalTo("PROCESSING"));
        String shipment = created.path("shipmentRef");
        Api.admin().get("/api/shipments/" + shipment).then().body("status", equalTo("REQUEST"));

        act(
                        parcel,
                        Map.of(
                                "name",
                                "ADD_LABELS_TO_PARCEL",
                                "version",
                                1,
                                "closeParcel",
                                true,
                                "labels",
                                List.of(Carriage.label("SEND_LABEL", "S1"), Carriage.label("RETURN_LABEL", "R1"))))
                .statusCode(200)
                .body("status", equalTo("DONE"))
                .body("result.carrierTrackingNumber", equalTo("S1"))
                .body("result.trackingUrl", equalTo("https://tracking.example/S1"))
                .body("result.returnTrackingUrl", equalTo("https://tracking.example/R1"));

        label(parcel, "send.pdf").statusCode(200).contentType("application/pdf").body(containsString("%PDF-1.4"));
        label(parcel, "return.pdf").statusCode(200);
        byte[] all = label(parcel, "all.pdf").statusCode(200).extract().asByteArray();
        try (PDDocument joined = Loader.loadPDF(all)) {
            assertThat(joined.getNumberOfPages()).isEqualTo(2);
        }
        label(parcel, "customs.pdf").statusCode(404);
        label(parcel, "send.zpl").statusCode(404);
        act(parcel, Map.of("name", "ADD_LABELS_TO_PARCEL", "version", 2, "labels", List.of()))
                .statusCode(422)
                .body("[0].summary", containsString("closed"));
        Api.admin()
                .get("/api/shipments/" + shipment)
                .then()
                .body("status", equalTo("CONFIRMED"))
                .body("parcels[0].carrierTrackingNumber", equalTo("S1"));
        assertThat(Floor.events(database, parcel))
                .containsExactly("PARCEL_CARRIER_REQUESTED", "PARCEL_CARRIER_CREATED", "PARCEL_CARRIER_ACKNOWLEDGED");
        assertThat(Floor.events(database, shipment))
                .containsExactly("SHIPMENT_CREATED", "SHIPMENT_UPDATED", "SHIPMENT_UPDATED");
    }

    @Test
    void aLabelThatCouldNotBeMadeFailsTheParcelAndAnotherTryMayFollow() {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        Response created = Carriage.parcel(pickJob);
        String parcel = created.path("id");

        act(
                        parcel,
                        Map.of(
                                "name",
                                "ADD_LABELS_TO_PARCEL",
                                "version",
                                1,
                                "labels",
                                List.of(Map.of(
                                        "labelType",
                                        "SEND_LABEL",
                                        "errorCode",
                                        "E7",
                                        "errorDescription",
                                        "no such street"))))
                .statusCode(200)
                .body("status", equalTo("FAILED"))
                .body("result.errors.labelError", equalTo("E7: no such street"));
        Api.admin()
                .get("/api/shipments/" + created.<String>path("shipmentRef"))
                .then()
                .body("status", equalTo("RETRYABLE"));
        Carriage.addLabel(parcel, 2).then().statusCode(200).body("status", equalTo("DONE"));
        assertThat(Floor.events(database, parcel)).contains("PARCEL_CARRIER_FAILED", "PARCEL_CARRIER_ACKNOWLEDGED");
    }

    @Test
    void labelsThatAreNotWhatTheySayAreRefused() {
        Carriage.carrier(facility, true);
        String parcel = Carriage.parcel(Floor.create(facility, "SHIPPING", 1).path("id"))
                .path("id");
        Map<String, Object> label = new HashMap<>(Carriage.label("SEND_LABEL", "S"));

        label.put("labelFile", Map.of("type", "PDF", "content", "bm90IGEgcGRm"));
        act(parcel, addLabels(label)).statusCode(400).body("[0].summary", containsString("PDF"));
        label.put("labelFile", Map.of("type", "EXE", "content", "bm90IGEgcGRm"));
        act(parcel, addLabels(label)).statusCode(400).body("summary", hasItem(containsString("PDF or ZPL")));
        label.remove("labelFile");
        act(parcel, addLabels(label)).statusCode(400);
        label(parcel, "secret.exe").statusCode(400);
    }

    @Test
    void trackingDataIsKept() {
        Carriage.carrier(facility, false);
        String parcel = Carriage.parcel(Floor.create(facility, "SHIPPING", 1).path("id"))
                .path("id");

        act(
                        parcel,
                        Map.of(
                                "name",
                                "UPDATE_TRACKING_DATA",
                                "version",
                                1,
                                "trackingData",
                                List.of(Map.of("type", "SEND_LABEL", "status", "PICKED_UP", "trackingNumber", "T7"))))
                .statusCode(200)
                .body("result.trackingStatus", equalTo("picked_up"))
                .body("result.carrierTrackingNumber", equalTo("T7"));
        assertThat(Floor.events(database, parcel)).contains("PARCEL_TRACK_AND_TRACE_STATUS_UPDATED");
    }

    @Test
    void ofTwoWhoLabelAtTheSameTimeOneWins() throws Exception {
        Carriage.carrier(facility, true);
        String parcel = Carriage.parcel(Floor.create(facility, "SHIPPING", 1).path("id"))
                .path("id");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> attempt = () -> {
            together.await();
            return Carriage.addLabel(parcel, 1).statusCode();
        };
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = people.submit(attempt);
            Future<Integer> second = people.submit(attempt);
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void aParcelOfItsOwnBringsAShipmentAlong() {
        String carrier = Carriage.carrier(facility, false);
        Map<String, Object> body = new HashMap<>();
        body.put("facilityRef", facility);
        body.put("carrierRef", carrier);
        body.put("recipient", Floor.ADDRESS);
        body.put("sender", Carriage.SENDER);
        body.put("tenantParcelId", "P-" + UUID.randomUUID());

        Response created = Api.admin().body(body).post("/api/shipments/parcels");

        created.then().statusCode(201).body("status", equalTo("DONE"));
        Api.admin()
                .get("/api/shipments/" + created.<String>path("shipmentRef"))
                .then()
                .statusCode(200)
                .body("parcels.parcelRef", contains(created.<String>path("id")));
        Api.admin().body(body).post("/api/shipments/parcels").then().statusCode(409);
        body.put("tenantParcelId", "P-" + UUID.randomUUID());
        body.put("carrierRef", "another");
        Api.admin().body(body).post("/api/shipments/parcels").then().statusCode(422);
        body.remove("recipient");
        Api.admin().body(body).post("/api/shipments/parcels").then().statusCode(400);
    }

    @Test
    void theShipmentOfAPickJobIsCreatedOnce() {
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        Map<String, Object> body = Carriage.body(facility);
        body.put("pickJobRef", pickJob);

        Api.admin()
                .redirects()
                .follow(false)
                .body(body)
                .post("/api/shipments")
                .then()
                .statusCode(303)
                .header("Location", containsString("/api/shipments/" + Carriage.shipmentOf(pickJob)));
        Carriage.shipment(facility).then().statusCode(201).body("status", equalTo("INITIAL"));
    }

    @Test
    void aShipmentIsChangedAndCancelledWithItsParcels() {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String parcel = Carriage.parcel(pickJob).path("id");
        String shipment = Carriage.shipmentOf(pickJob);

        patch(shipment, 2, Map.of("action", "ModifyShipment", "carrierProduct", "EXPRESS"))
                .statusCode(200)
                .body("carrierProduct", equalTo("EXPRESS"));
        patch(shipment, 2, Map.of("action", "ModifyShipment", "status", "CANCELED"))
                .statusCode(409)
                .body("[0].requestVersion", equalTo(2))
                .body("[0].version", equalTo(3));
        patch(shipment, 3, Map.of("action", "ModifyShipment", "status", "CANCELED"))
                .statusCode(200)
                .body("status", equalTo("CANCELED"))
                .body("parcels[0].status", equalTo("CANCELED"));
        Api.admin().get("/api/parcels/" + parcel).then().statusCode(200).body("status", equalTo("CANCELED"));
        patch(shipment, 4, Map.of("action", "ModifyShipment", "status", "INITIAL"))
                .statusCode(422);
    }

    @Test
    void withThePickJobItsShipmentIsCancelled() {
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String shipment = Carriage.shipmentOf(pickJob);

        Api.admin()
                .body(Map.of("name", "CANCEL", "version", 1))
                .post("/api/pickjobs/" + pickJob + "/actions")
                .then()
                .statusCode(200);

        Api.admin().get("/api/shipments/" + shipment).then().body("status", equalTo("CANCELED"));
    }

    @Test
    void aParcelIsChangedInTheOlderDialect() {
        Carriage.carrier(facility, true);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        Response created = Api.admin()
                .body(Map.of("sender", Carriage.SENDER, "status", "WAITING_FOR_INPUT"))
                .post("/api/shipments/" + Carriage.shipmentOf(pickJob) + "/parcels");
        String parcel = created.path("id");
        created.then().body("status", equalTo("WAITING_FOR_INPUT"));

        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(
                                Map.of("action", "ModifyParcelLoadUnit", "loadUnitRefs", List.of("unit")),
                                Map.of(
                                        "action",
                                        "ModifyParcel",
                                        "dimensions",
                                        Map.of("weight", 900),
                                        "status",
                                        "OPEN"))))
                .patch("/api/parcels/" + parcel)
                .then()
                .statusCode(200)
                .body("status", equalTo("PROCESSING"))
                .body("loadUnitRefs", contains("unit"))
                .body("dimensions.weight", equalTo(900));
        assertThat(Floor.events(database, parcel)).containsExactly("PARCEL_CARRIER_REQUESTED");
    }

    @Test
    void shipmentsAndParcelsAreListedAndSearched() {
        String carrier = Carriage.carrier(facility, false);
        String pickJob = Floor.create(facility, "SHIPPING", 1).path("id");
        String parcel = Carriage.parcel(pickJob).path("id");
        String shipment = Carriage.shipmentOf(pickJob);

        Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam("parcelStatus", "DONE,FAILED")
                .queryParam("status", "CONFIRMED")
                .get("/api/shipments")
                .then()
                .statusCode(200)
                .body("shipments.id", contains(shipment));
        Api.admin()
                .body(Map.of(
                        "query",
                        Map.of(
                                "created",
                                Map.of("after", "-P1D"),
                                "facilityRef",
                                Map.of("eq", facility),
                                "parcels",
                                Map.of("contains", Map.of("status", Map.of("eq", "DONE"))))))
                .post("/api/shipments/search")
                .then()
                .statusCode(200)
                .body("shipments.id", contains(shipment));
        Api.admin()
                .body(Map.of("query", Map.of("carrierRef", Map.of("eq", carrier))))
                .post("/api/parcels/search")
                .then()
                .statusCode(200)
                .body("parcels.id", contains(parcel));
        Api.admin()
                .queryParam("size", 1)
                .get("/api/parcels")
                .then()
                .statusCode(200)
                .body("parcels.size()", equalTo(1));
    }

    private static Map<String, Object> addLabels(Map<String, Object> label) {
        return Map.of("name", "ADD_LABELS_TO_PARCEL", "version", 1, "labels", new ArrayList<>(List.of(label)));
    }

    private static ValidatableResponse act(String parcel, Map<String, Object> action) {
        return Api.admin()
                .body(action)
                .post("/api/parcels/" + parcel + "/actions")
                .then();
    }

    private static ValidatableResponse patch(String shipment, int version, Map<String, Object> action) {
        return Api.admin()
                .body(Map.of("version", version, "actions", List.of(action)))
                .patch("/api/shipments/" + shipment)
                .then();
    }

    private static ValidatableResponse label(String parcel, String document) {
        return Api.admin()
                .accept("*/*")
                .get("/api/parcels/" + parcel + "/labels/" + document)
                .then();
    }
}
