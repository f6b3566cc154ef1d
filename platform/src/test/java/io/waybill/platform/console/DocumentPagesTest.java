package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.documents.Paper;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.returns.Returns;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents in the console, as a browser asks for them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DocumentPagesTest {
    @Inject
    Network network;

    private String facility;
    private String pickJob;
    private List<String> paths;

    @BeforeEach
    void goodsOnTheirWay() {
        facility = Floor.facility();
        Carriage.carrier(facility, true);
        pickJob = Floor.create(facility, "SHIPPING", 2).path("id");
        String shipment = Carriage.shipmentOf(pickJob);
        String parcel = Carriage.parcel(pickJob).path("id");
        String returnJob = Returns.create(facility, "hat", 1).path("id");
        paths = List.of(
                "/console/documents/pick-list/" + pickJob,
                "/console/documents/delivery-note/pickjob/" + pickJob,
                "/console/documents/delivery-note/shipment/" + shipment,
                "/console/documents/delivery-note/parcel/" + parcel,
                "/console/documents/return-note/pickjob/" + pickJob,
                "/console/documents/return-note/shipment/" + shipment,
                "/console/documents/return-note/parcel/" + parcel,
                "/console/documents/return-note/itemreturnjob/" + returnJob,
                "/console/documents/parcel-label/" + parcel);
    }

    @Test
    void aDocumentIsShownByTheBrowserInTheLanguageOfTheViewer() {
        Browser browser = Browser.ofAdministrator();
        for (String path : paths) {
            Response answer = browser.request().get(path);
            answer.then().statusCode(200).contentType("application/pdf");
            assertThat(answer.getHeader("Content-Disposition")).as(path).startsWith("inline; filename=\"");
            assertThat(answer.getHeader("Content-Security-Policy")).as(path).contains("default-src 'none'");
            assertThat(answer.getHeader("Cache-Control")).as(path).isEqualTo("no-store");
            try (Paper paper = new Paper(answer.asByteArray())) {
                assertThat(paper.pages()).as(path).isEqualTo(1);
            }
        }
        Response german = browser.request()
                .cookie("waybill_language", "de")
                .get("/console/documents/delivery-note/pickjob/" + pickJob);
        try (Paper paper = new Paper(german.asByteArray())) {
            assertThat(paper.text()).contains("Lieferschein");
        }
    }

    @Test
    void forThoseOfOtherFacilitiesADocumentIsNotThere() {
        Browser own = clerk(facility);
        Browser stranger = clerk(Floor.facility());
        for (String path : paths) {
            own.request().get(path).then().statusCode(200);
            stranger.request()
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("text/html")
                    .body(containsString("There is nothing here."));
            Browser.anonymous().get(path).then().statusCode(303);
        }
    }

    @Test
    void thePickStationLinksToThePickListOfItsJob() {
        assertThat(Browser.ofAdministrator().page("/console/pick/" + pickJob))
                .contains("/console/documents/pick-list/" + pickJob);
    }

    @Test
    void theOrderPageLinksToTheDocumentsOfItsPartsForThoseWhoMayPrintThem() {
        String article = "lamp-" + UUID.randomUUID();
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                List.of(Map.of("quantity", 1, "article", Map.of("tenantArticleId", article, "title", "A lamp"))));
        JsonPath order = PlacedOrders.place(body);
        String link = "/console/documents/pick-list/" + BrowserStory.pickJob(order);
        String page = "/console/orders/" + order.getString("id");

        assertThat(Browser.ofAdministrator().page(page)).contains(link);
        assertThat(clerk(store).page(page)).contains(link);
        assertThat(clerk(facility).request().get(page).asString()).doesNotContain(link);
    }

    private static Browser clerk(String at) {
        String name = "clerk-" + UUID.randomUUID();
        Api.user(
                name,
                "password of " + name,
                Map.of("ref", "FULFILLER", "context", List.of(Map.of("type", "FACILITY", "values", List.of(at)))));
        return Browser.signedIn(name, "password of " + name);
    }
}
