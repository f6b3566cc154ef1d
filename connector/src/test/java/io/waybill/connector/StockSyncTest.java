package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Parked;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quantities of the platform in the shop, event by event. */
class StockSyncTest {
    private final StockScene stock = new StockScene();
    private final Scene scene = stock.scene;
    private final Deadline deadline = Deadline.within(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        stock.close();
    }

    @Test
    void the_shop_shows_what_the_platform_has_now_and_not_what_the_event_said() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.platform.stock(stock.facility, "SKU-1", 7, 9);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(stock.shown("SKU-1")).hasValue(7);
        assertThat(stock.entries("SKU-1").get(0).path("key").asText()).isEqualTo("SKU-1_cologne");
    }

    @Test
    void a_quantity_that_is_right_already_is_not_written() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        stock.entry("SKU-1", 7, "");
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(scene.gate.count("POST", "/inventory")).isZero();
    }

    @Test
    void only_the_quantity_of_an_entry_is_touched() {
        Connector.Running connector = scene.connector(StockScene.ON);
        stock.entry(
                "SKU-1",
                2,
                ",\"key\":\"theirs\",\"restockableInDays\":5,\"expectedDelivery\":\"2027-01-01T00:00:00.000Z\"");
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);

        stock.changed(connector, "SKU-1");

        JsonNode entry = stock.entries("SKU-1").get(0);
        assertThat(entry.path("quantityOnStock").asLong()).isEqualTo(7);
        assertThat(entry.path("key").asText()).isEqualTo("theirs");
        assertThat(entry.path("restockableInDays").asInt()).isEqualTo(5);
        assertThat(entry.path("expectedDelivery").asText()).startsWith("2027-01-01");
    }

    @Test
    void an_order_is_subtracted_once_although_both_sides_reserve_it() {
        Connector.Running connector = scene.connector(StockScene.ON);
        stock.entry("SKU-1", 10, "");
        scene.platform.stock(stock.facility, "SKU-1", 10, 10);
        scene.shop.post("/orders/import", Scene.json("""
                {"orderNumber":"N-1","inventoryMode":"ReserveOnOrder","totalPrice":{"currencyCode":"EUR","centAmount":2},
                 "lineItems":[{"name":{"en":"Wrap"},"variant":{"sku":"SKU-1"},"quantity":2,
                   "supplyChannel":{"typeId":"channel","key":"cologne"},
                   "price":{"value":{"currencyCode":"EUR","centAmount":1}}}]}"""));
        assertThat(stock.shown("SKU-1")).hasValue(8);
        scene.platform.stock(stock.facility, "SKU-1", 8, 10);

        stock.changed(connector, "SKU-1");

        assertThat(stock.shown("SKU-1")).hasValue(8);
    }

    @Test
    void by_the_other_rule_the_shop_shows_what_lies_there_without_the_safety_stock() {
        Map<String, String> settings = new HashMap<>(StockScene.ON);
        settings.put("STOCK_RULE", "ON_HAND");
        Connector.Running connector = scene.connector(settings);
        scene.platform.stock(stock.facility, "SKU-1", 4, 10);

        stock.changed(connector, "SKU-1");

        assertThat(stock.shown("SKU-1")).hasValue(9);
    }

    @Test
    void more_promised_than_there_is_shows_as_nothing_and_never_as_less() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.platform.stock(stock.facility, "SKU-1", -3, 0);

        stock.changed(connector, "SKU-1");

        assertThat(stock.shown("SKU-1")).hasValue(0);
    }

    @Test
    void an_article_that_is_listed_no_more_cannot_be_bought_any_more() {
        Connector.Running connector = scene.connector(StockScene.ON);
        stock.entry("SKU-1", 5, "");

        stock.changed(connector, "SKU-1", "SKU-2");

        assertThat(stock.shown("SKU-1")).hasValue(0);
        assertThat(stock.shown("SKU-2")).isEqualTo(OptionalLong.empty());
    }

    @Test
    void an_entry_that_somebody_creates_at_the_same_moment_is_brought_to_the_right_quantity() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        stock.entry("SKU-1", 3, "");
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        // The entry is not there yet when the connector looks, and is there when it creates its own; so is its key.
        scene.gate.answer("GET", "/inventory", 200, "{\"results\":[]}", 1);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(stock.entries("SKU-1")).hasSize(1);
        assertThat(stock.shown("SKU-1")).hasValue(7);
    }

    @Test
    void an_entry_that_somebody_changes_at_the_same_moment_is_computed_anew() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        stock.entry("SKU-1", 3, "");
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        scene.gate.answer("POST", "/inventory/", 409, """
                {"statusCode":409,"message":"m","errors":[{"code":"ConcurrentModification","message":"m"}]}""", 2);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(stock.shown("SKU-1")).hasValue(7);
    }

    @Test
    void a_key_that_an_entry_of_somebody_else_has_does_not_stop_ours() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.shop.post(
                "/inventory", Scene.json("{\"sku\":\"OTHER\",\"key\":\"SKU-1_cologne\",\"quantityOnStock\":1}"));
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(stock.shown("SKU-1")).hasValue(7);
        assertThat(stock.entries("OTHER").get(0).path("quantityOnStock").asLong())
                .isEqualTo(1);
    }

    @Test
    void an_article_number_that_commercetools_takes_in_no_key_gets_an_entry_all_the_same() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.platform.stock(stock.facility, "Ärmel/40 \"rot\"", 7, 7);

        assertThat(stock.changed(connector, "Ärmel/40 \"rot\"")).isEqualTo(201);

        List<JsonNode> all = scene.shop.query("/inventory", 10);
        assertThat(all).singleElement().satisfies(entry -> {
            assertThat(entry.path("sku").asText()).isEqualTo("Ärmel/40 \"rot\"");
            assertThat(entry.path("key").asText()).matches("[A-Za-z0-9_-]{2,256}");
        });
    }

    @Test
    void stock_of_a_facility_that_is_no_channel_or_is_gone_is_nobodys_fault() {
        Connector.Running connector = scene.connector(StockScene.ON);
        JsonNode depot = scene.platform.facility("depot");

        assertThat(Scene.post(
                                connector.baseUri() + "/service/stock/changed",
                                Scene.envelope("INVENTORY_FACILITY_STOCK_CHANGED", StockScene.payload(depot, "SKU-1")),
                                StockScene.authorised(connector))
                        .statusCode())
                .isEqualTo(201);
        scene.platform.remove("facilities");
        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(201);

        assertThat(scene.shop.query("/inventory", 10)).isEmpty();
        assertThat(connector.connector().parked().list(deadline)).isEmpty();
    }

    @Test
    void a_shop_or_a_platform_that_is_away_gets_the_quantity_later() {
        Connector.Running connector =
                scene.connectorBehindTheGate(Map.of("FEAT_STOCKSYNC_ACTIVE", "true", "EVENT_BUDGET_MS", "1500"));
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        scene.gate.answer("POST", "/inventory", 503, "{}", 1_000);
        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(503);
        scene.platform.fail("GET", "/api/stocks/summaries", 503, 1_000);
        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(503);

        assertThat(connector.connector().parked().list(deadline)).isEmpty();
    }

    @Test
    void a_quantity_that_the_shop_refuses_is_parked_the_others_arrive_and_a_replay_makes_up_for_it() {
        Connector.Running connector = scene.connectorBehindTheGate(StockScene.ON);
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        scene.platform.stock(stock.facility, "SKU-2", 8, 8);
        scene.gate.answer("POST", "/inventory", 400, """
                {"statusCode":400,"message":"no","errors":[{"code":"InvalidInput","message":"no"}]}""", 1);

        assertThat(stock.changed(connector, "SKU-1", "SKU-2")).isEqualTo(201);

        assertThat(stock.shown("SKU-1").isPresent())
                .isNotEqualTo(stock.shown("SKU-2").isPresent());
        List<Parked> parked = connector.connector().parked().list(deadline);
        assertThat(parked)
                .singleElement()
                .satisfies(message -> assertThat(message.reason()).contains("1 of 2 quantities", "SKU-"));
        assertThat(connector.connector().replay().replay(parked.get(0), deadline))
                .isInstanceOf(Outcome.Done.class);
        assertThat(stock.shown("SKU-1")).hasValue(7);
        assertThat(stock.shown("SKU-2")).hasValue(8);
        assertThat(connector.connector().parked().list(deadline)).isEmpty();
    }

    @Test
    void an_article_that_is_not_offered_now_cannot_be_bought_although_it_lies_there() {
        Connector.Running connector = scene.connector(StockScene.ON);
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);
        scene.platform.stock(stock.facility, "SKU-2", 8, 8);
        stock.changed(connector, "SKU-1", "SKU-2");
        scene.platform.deactivate(stock.facility, "SKU-1");

        ObjectNode payload = JsonHttp.JSON.createObjectNode();
        payload.putArray("items")
                .addObject()
                .put("facilityId", stock.facility.path("id").asText())
                .put("tenantArticleId", "SKU-1")
                .put("status", "ACTIVE");
        assertThat(Scene.post(
                                connector.baseUri() + "/service/stock/changed",
                                Scene.envelope("LISTINGS_STATUS_CHANGED", payload),
                                StockScene.authorised(connector))
                        .statusCode())
                .isEqualTo(201);

        assertThat(stock.shown("SKU-1")).hasValue(0);
        assertThat(stock.shown("SKU-2")).hasValue(8);
    }

    @Test
    void a_callback_without_token_is_refused_and_one_without_articles_too() {
        Connector.Running connector = scene.connector(StockScene.ON);
        String path = connector.baseUri() + "/service/stock/changed";
        String event = Scene.envelope("INVENTORY_FACILITY_STOCK_CHANGED", StockScene.payload(stock.facility, "SKU-1"));

        assertThat(Scene.post(path, event, Map.of()).statusCode()).isEqualTo(401);
        assertThat(Scene.post(path, "{}", StockScene.authorised(connector)).statusCode())
                .isEqualTo(400);
        assertThat(Scene.post(path, event.replace("STOCK_CHANGED", "X"), StockScene.authorised(connector))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothing_is_written_while_stock_sync_is_off_which_it_is_unless_somebody_switches_it_on() {
        Connector.Running connector = scene.connector();
        scene.platform.stock(stock.facility, "SKU-1", 7, 7);

        assertThat(stock.changed(connector, "SKU-1")).isEqualTo(200);
        Scene.post(connector.baseUri() + "/job", "", Map.of());

        assertThat(scene.shop.query("/inventory", 10)).isEmpty();
    }
}
