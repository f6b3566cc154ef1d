package io.waybill.platform.shipping;

import io.restassured.response.Response;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Carriers, shipments and parcels as tests need them. */
public final class Carriage {
    /** The smallest document that PDF readers take for one page. */
    private static final String PDF = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
            trailer<</Root 1 0 R>>
            """;

    private Carriage() {}

    /** Connects a new carrier with the facility and answers its id. */
    public static String carrier(String facility, boolean manual) {
        String key = "CUSTOM_" + UUID.randomUUID();
        String id = Api.admin()
                .body(Map.of("key", key, "name", "Own carrier", "status", "ACTIVE"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .body(Map.of("status", "ACTIVE", "configuration", Map.of("manualParcelHandlingActive", manual)))
                .post("/api/facilities/" + facility + "/carriers/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    public static Map<String, Object> label(String type, String trackingNumber) {
        return Map.of(
                "labelType",
                type,
                "trackingNumber",
                trackingNumber,
                "trackingUrl",
                "https://tracking.example/" + trackingNumber,
                "labelFile",
                Map.of(
                        "type",
                        "PDF",
                        "content",
                        Base64.getEncoder().encodeToString(PDF.getBytes(StandardCharsets.US_ASCII))));
    }

    /** A shipment that names where it comes from and goes to. */
    public static Response shipment(String facility) {
        return Api.admin().body(body(facility)).post("/api/shipments");
    }

    static Map<String, Object> body(String facility) {
        Map<String, Object> body = new HashMap<>();
        body.put("facilityRef", facility);
        body.put("orderDate", "2026-11-24T08:00:00Z");
        body.put("targetTime", "2026-11-24T12:00:00Z");
        body.put("tenantOrderId", "R-" + UUID.randomUUID());
        body.put("sourceAddress", SENDER);
        body.put("targetAddress", Floor.ADDRESS);
        return body;
    }

    public static final Map<String, Object> SENDER = Map.of(
            "companyName", "Store", "street", "Main Street", "postalCode", "50667", "city", "Cologne", "country", "DE");

    /** A parcel of the shipment of the pick job. */
    public static Response parcel(String pickJob) {
        return Api.admin().body(Map.of("sender", SENDER)).post("/api/shipments/" + shipmentOf(pickJob) + "/parcels");
    }

    public static String shipmentOf(String pickJob) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/shipments")
                .path("shipments[0].id");
    }

    public static Response addLabel(String parcel, int version) {
        return Api.admin()
                .body(Map.of(
                        "name",
                        "ADD_LABELS_TO_PARCEL",
                        "version",
                        version,
                        "labels",
                        List.of(label("SEND_LABEL", "T-" + parcel))))
                .post("/api/parcels/" + parcel + "/actions");
    }
}
