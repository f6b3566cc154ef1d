package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The run over all stock, which makes up for events that never came. */
class StockRunTest {
    private final StockScene stock = new StockScene();
    private final Scene scene = stock.scene;

    @AfterEach
    void close() {
        stock.close();
    }

    @Test
    void everything_that_the_platform_lists_is_in_the_shop_after_one_run() {
        Connector.Running connector = scene.connector(StockScene.ON);
        articles(130);

        JsonNode report = stock.fullRun(connector);

        assertThat(report.path("created").asInt()).isEqualTo(130);
        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(stock.shown("SKU-0")).hasValue(0);
        assertThat(stock.shown("SKU-129")).hasValue(129);
    }

    @Test
    void a_run_over_what_is_right_writes_nothing() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        articles(60);
        stock.fullRun(connector);
        long written = scene.gate.count("POST", "/inventory");

        JsonNode report = stock.fullRun(connector);

        assertThat(scene.gate.count("POST", "/inventory")).isEqualTo(written);
        assertThat(report.path("compared").asInt()).isGreaterThanOrEqualTo(60);
        assertThat(report.path("created").asInt()).isZero();
        assertThat(report.path("changed").asInt()).isZero();
    }

    @Test
    void what_the_shop_shows_and_the_platform_does_not_list_is_sold_no_more() {
        Connector.Running connector = scene.connector(StockScene.ON);
        articles(2);
        stock.entry("GONE", 5, "");
        scene.shop.post("/inventory", Scene.json("{\"sku\":\"ELSEWHERE\",\"quantityOnStock\":4}"));

        stock.fullRun(connector);

        assertThat(stock.shown("GONE")).hasValue(0);
        // Without a supply channel it is not the platform's.
        assertThat(stock.entries("ELSEWHERE").get(0).path("quantityOnStock").asLong())
                .isEqualTo(4);
    }

    @Test
    void a_facility_that_lists_nothing_yet_does_not_empty_the_shop() {
        Connector.Running connector = scene.connector(StockScene.ON);
        stock.entry("SKU-1", 5, "");

        JsonNode report = stock.fullRun(connector);

        assertThat(stock.shown("SKU-1")).hasValue(5);
        assertThat(report.path("facilitiesWithoutArticles").toString()).isEqualTo("[\"cologne\"]");
    }

    @Test
    void nothing_can_be_bought_from_a_facility_that_takes_no_orders_until_it_takes_them_again() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        Scene.post(connector.baseUri() + "/job", "", Map.of());
        assertThat(stock.shown("SKU-1")).hasValue(7);

        scene.platform.set("facilities", scene.platform.all("facilities").get(0), "status", "SUSPENDED");
        facilityEvent(connector, "FACILITY_SUSPENDED");
        Scene.post(connector.baseUri() + "/job", "", Map.of());
        assertThat(stock.shown("SKU-1")).hasValue(0);

        scene.platform.set("facilities", scene.platform.all("facilities").get(0), "status", "ONLINE");
        facilityEvent(connector, "FACILITY_WENT_ONLINE");
        Scene.post(connector.baseUri() + "/job", "", Map.of());
        assertThat(stock.shown("SKU-1")).hasValue(7);
    }

    private void facilityEvent(Connector.Running connector, String event) {
        assertThat(Scene.post(
                                connector.baseUri() + "/service/stock/facility",
                                Scene.envelope(event, stock.facility),
                                StockScene.authorised(connector))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void channels_without_facility_and_facilities_without_channel_are_named_and_no_errors() {
        Connector.Running connector = scene.connector(StockScene.ON);
        articles(1);
        stock.channel("munich");
        scene.platform.facility("depot");

        JsonNode report = stock.fullRun(connector);

        assertThat(report.path("complete").asBoolean()).isTrue();
        assertThat(report.path("channelsWithoutFacility").toString()).isEqualTo("[\"munich\"]");
        assertThat(report.path("facilitiesWithoutChannel").toString()).isEqualTo("[\"depot\"]");
    }

    @Test
    void a_run_that_broke_off_goes_on_where_it_was() {
        Connector.Running connector =
                scene.connectorBehindTheGate(Map.of("FEAT_STOCKSYNC_ACTIVE", "true", "EVENT_BUDGET_MS", "1500"));
        articles(230);
        // Each page of 100 is read once, and what differs of it twice more by fifty. The second page is the last
        // answered.
        scene.platform.failAfter("GET", "/api/stocks/summaries", 503, 6);
        HttpResponse<String> broken = Scene.post(connector.baseUri() + "/job/stock", "", Map.of());
        assertThat(broken.statusCode()).isEqualTo(503);
        JsonNode cursor = scene.shop.get("/custom-objects/waybill-job/stock").path("value");
        assertThat(cursor.path("cursor").path("after").asText()).isNotEmpty();
        assertThat(cursor.has("leasedUntil")).isFalse();
        scene.platform.heal();
        long calls = scene.platform.calls().size();

        JsonNode report = stock.fullRun(connector);

        assertThat(report.path("created").asInt()).isEqualTo(230);
        assertThat(scene.platform.calls().size() - calls).isLessThan(20);
    }

    @Test
    void two_instances_do_not_make_the_run_at_the_same_time() {
        Connector.Running connector = scene.connector(StockScene.ON);
        articles(1);
        ObjectNode draft =
                JsonHttp.JSON.createObjectNode().put("container", "waybill-job").put("key", "stock");
        draft.putObject("value")
                .put("leasedUntil", Instant.now().plusSeconds(60).toString());
        scene.shop.post("/custom-objects", draft);

        assertThat(stock.fullRun(connector).path("message").asText()).isEqualTo("Another run is on its way.");

        assertThat(stock.shown("SKU-0")).isEmpty();
    }

    @Test
    void a_quantity_that_the_shop_refuses_is_named_and_the_run_goes_on() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        articles(3);
        scene.gate.answer("POST", "/inventory", 400, """
                {"statusCode":400,"message":"no","errors":[{"code":"InvalidInput","message":"no"}]}""", 1);

        JsonNode report = stock.fullRun(connector);

        assertThat(report.path("created").asInt()).isEqualTo(2);
        assertThat(report.path("refused").asInt()).isEqualTo(1);
        assertThat(report.path("refusedQuantities").path(0).asText()).startsWith("cologne SKU-");
        assertThat(report.path("complete").asBoolean()).isTrue();
    }

    private void articles(int count) {
        for (int i = 0; i < count; i++) {
            scene.platform.stock(stock.facility, "SKU-" + i, i, i);
        }
    }
}
