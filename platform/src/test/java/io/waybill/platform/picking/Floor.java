package io.waybill.platform.picking;

import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs on the floor as tests need them, made through the API. */
public final class Floor {
    public static final Map<String, Object> ADDRESS = Map.of(
            "firstName", "Ada",
            "lastName", "Lovelace",
            "street", "Main Street",
            "houseNumber", "1",
            "postalCode", "50667",
            "city", "Cologne",
            "country", "DE");

    private Floor() {}

    /** The id of a facility that no other test uses. */
    public static String facility() {
        return Api.admin()
                .body(Map.of(
                        "name",
                        "Store",
                        "address",
                        Map.of(
                                "companyName", "Store",
                                "street", "Main Street",
                                "houseNumber", "1",
                                "postalCode", "50667",
                                "city", "Köln",
                                "country", "DE")))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Map<String, Object> body(String facility, String channel, int quantity) {
        Map<String, Object> details = channel.equals("COLLECT")
                ? Map.of("collect", Map.of("identifier", "Ada Lovelace", "paid", true))
                : Map.of("shipping", Map.of("recipientaddress", ADDRESS));
        return Map.of(
                "facilityRef",
                facility,
                "orderDate",
                "2026-11-24T08:00:00Z",
                "tenantOrderId",
                "R-" + UUID.randomUUID(),
                "customAttributes",
                Map.of("commercetoolsId", "ct-1"),
                "deliveryinformation",
                Map.of("channel", channel, "details", details),
                "pickLineItems",
                List.of(Map.of(
                        "article", Map.of("tenantArticleId", "coat", "title", "A warm coat"), "quantity", quantity)));
    }

    /** A pick job of one line. */
    public static Response create(String facility, String channel, int quantity) {
        return Api.admin().body(body(facility, channel, quantity)).post("/api/pickjobs");
    }

    /** The id of a pick job of one line, all of it picked, at version 2. */
    public static String closed(String facility, String channel, int quantity) {
        Response created = create(facility, channel, quantity);
        close(created);
        return created.<String>path("id");
    }

    /** Picks the one line of the job just created, and closes it. */
    public static void close(Response created) {
        int quantity = created.<Integer>path("pickLineItems[0].quantity");
        Api.admin()
                .body(Map.of(
                        "name",
                        "PICK",
                        "version",
                        1,
                        "lineItems",
                        List.of(Map.of("id", created.<String>path("pickLineItems[0].id"), "picked", quantity))))
                .post("/api/pickjobs/" + created.<String>path("id") + "/actions")
                .then()
                .statusCode(200);
    }

    /** The names of the events about an entity, in their order. */
    public static List<String> events(Database database, String entityId) {
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", entityId)
                        .mapTo(String.class)
                        .list());
    }
}
