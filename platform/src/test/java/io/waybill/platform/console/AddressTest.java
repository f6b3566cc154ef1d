package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending an order elsewhere, and what the page says of it before. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AddressTest {
    @Inject
    Network network;

    private final String article = "article-" + UUID.randomUUID();
    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = Browser.ofAdministrator();
    }

    @Test
    void theFormShowsTheAddressAsItIsAndWhatFollowsFromAnother() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        PlacedOrders.routed(order);
        assertThat(browser.page("/console/orders/" + order.getString("id")))
                .contains("Change the address", path(order));

        String page = browser.page(path(order));

        assertThat(page)
                .contains("value=\"Schanzenstr.\"", "value=\"51063\"", "value=\"Köln\"")
                .contains("<option value=\"DE\" selected>Germany</option>")
                .contains("Store " + store + "</strong> Keeps what it was given.");
    }

    @Test
    void anotherAddressReachesTheOrderAndWhatThePageDoesNotAskStays() {
        network.stock(network.store(50.94, 6.96), article, 5);
        Map<String, Object> body = OrderJson.order(article, 1);
        Map<String, Object> before = OrderJson.address();
        before.put("salutation", "Ms");
        before.put(
                "phoneNumbers", List.of(Map.of("type", "MOBILE", "value", "1"), Map.of("type", "PHONE", "value", "2")));
        Map<String, Object> invoice = OrderJson.address();
        invoice.put("addressType", "INVOICE_ADDRESS");
        body.put("consumer", Map.of("addresses", List.of(invoice, before)));
        JsonPath order = PlacedOrders.place(body);
        PlacedOrders.routed(order);

        send(order, order.getInt("version"), elsewhere()).then().statusCode(303);

        Api.admin()
                .get("/api/orders/" + order.getString("id"))
                .then()
                .body("consumer.addresses[0].city", equalTo("Köln"))
                .body("consumer.addresses[1].city", equalTo("Bonn"))
                .body("consumer.addresses[1].salutation", equalTo("Ms"))
                .body("consumer.addresses[1].houseNumber", nullValue())
                .body("consumer.addresses[1].coordinates", nullValue())
                .body("consumer.addresses[1].phoneNumbers.value", equalTo(List.of("0228 1", "2")))
                .body("consumer.addresses[1].phoneNumbers.type", equalTo(List.of("MOBILE", "PHONE")));
        assertThat(browser.page("/console/orders/" + order.getString("id")))
                .contains("Consumer address changed", "53111 Bonn");
    }

    @Test
    void whatThePageSaysOfParcelsIsWhatBecomesOfThem() {
        String store = network.store(50.94, 6.96);
        Carriage.carrier(store, true);
        network.stock(store, article, 5);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 2));
        PlacedOrders.routed(order);
        String job = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .path("routingPlans[0].pickJobRef");
        await(() -> Api.admin().get("/api/pickjobs/" + job).statusCode() == 200);
        String printed = Carriage.parcel(job).path("id");
        String waiting = Api.admin()
                .body(Map.of("sender", Carriage.SENDER, "status", "WAITING_FOR_INPUT"))
                .post("/api/shipments/" + Carriage.shipmentOf(job) + "/parcels")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(browser.page(path(order)))
                .contains(
                        "Parcel: its label is printed or being printed, and it keeps the old address.",
                        "Parcel: nobody has asked for its label, so it is printed with the new address.");
        send(order, order.getInt("version"), elsewhere()).then().statusCode(303);

        Api.admin().get("/api/parcels/" + printed).then().body("recipient.city", equalTo("Köln"));
        Api.admin().get("/api/parcels/" + waiting).then().body("recipient.city", equalTo("Bonn"));
    }

    @Test
    void anOrderThatIsNotDecidedYetSaysThatItWillBeWithTheNewAddress() {
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        await(() -> browser.page(path(order)).contains("The facility is chosen with the new address."));
    }

    @Test
    void whoLooksAtAnOlderVersionIsToldSoAndNothingIsChanged() {
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        int version = order.getInt("version");
        send(order, version, elsewhere()).then().statusCode(303);

        send(order, version, Map.of("street", "Other", "postalCode", "1", "city", "Aachen", "country", "DE"))
                .then()
                .statusCode(409)
                .body(containsString("Somebody else changed this in the meantime."));

        Api.admin()
                .get("/api/orders/" + order.getString("id"))
                .then()
                .body("consumer.addresses[0].city", equalTo("Bonn"));
    }

    @Test
    void whatTheApiRefusesThePageRefusesInTheSameWords() {
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        Map<String, String> nowhere = elsewhere();
        nowhere.put("country", "Germany");
        send(order, order.getInt("version"), nowhere)
                .then()
                .statusCode(400)
                .body(containsString("consumerAddress.country must be two upper case letters (ISO 3166)"));

        Api.admin()
                .body(Map.of("name", "CANCEL", "version", order.getInt("version")))
                .post("/api/orders/" + order.getString("id") + "/actions")
                .then()
                .statusCode(200);
        int version = Api.admin()
                .get("/api/orders/" + order.getString("id"))
                .jsonPath()
                .getInt("version");
        String refused = Api.admin()
                .body(Map.of(
                        "name",
                        "CHANGE_CONSUMER_ADDRESS",
                        "version",
                        version,
                        "addressType",
                        "POSTAL_ADDRESS",
                        "consumerAddress",
                        OrderJson.address()))
                .post("/api/orders/" + order.getString("id") + "/actions")
                .path("[0].summary");
        send(order, version, elsewhere()).then().body(containsString(refused));
        browser.request().get(path(order)).then().statusCode(303);
    }

    @Test
    void whoMayNotChangeOrdersSeesNoFormAndIsRefused() {
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 1));
        String username = "clerk-" + UUID.randomUUID();
        Api.user(username, "password of " + username, Map.of("ref", "FULFILLER"));
        Browser clerk = Browser.signedIn(username, "password of " + username);

        assertThat(clerk.page("/console/orders/" + order.getString("id"))).doesNotContain("Change the address");
        clerk.request().get(path(order)).then().statusCode(403);
        form(clerk.request(), order.getInt("version"), elsewhere())
                .post(path(order))
                .then()
                .statusCode(403);
    }

    private static String path(JsonPath order) {
        return "/console/orders/" + order.getString("id") + "/address";
    }

    private static Map<String, String> elsewhere() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("firstName", "Ada");
        fields.put("lastName", "Klein");
        fields.put("street", "Markt 1");
        fields.put("postalCode", "53111");
        fields.put("city", "Bonn");
        fields.put("country", "DE");
        fields.put("phone", "0228 1");
        return fields;
    }

    private Response send(JsonPath order, int version, Map<String, String> fields) {
        return form(browser.request(), version, fields).post(path(order));
    }

    private static RequestSpecification form(RequestSpecification request, int version, Map<String, String> fields) {
        return request.contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("version", version)
                .formParams(fields);
    }
}
