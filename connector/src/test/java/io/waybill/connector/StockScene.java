package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A channel that is a facility, and what the shop shows of its stock. */
final class StockScene implements AutoCloseable {
    static final Map<String, String> ON = Map.of("FEAT_STOCKSYNC_ACTIVE", "true");

    final Scene scene = new Scene();
    final ObjectNode facility = scene.platform.facility("cologne");
    final JsonNode channel = channel("cologne");

    JsonNode channel(String key) {
        return scene.shop.post("/channels", Scene.json("{\"key\":\"" + key + "\",\"roles\":[\"InventorySupply\"]}"));
    }

    /** The platform tells that those articles changed, with a number that is no longer true. */
    int changed(Connector.Running connector, String... articles) {
        return Scene.post(
                        connector.baseUri() + "/service/stock/changed",
                        Scene.envelope("INVENTORY_FACILITY_STOCK_CHANGED", payload(facility, articles)),
                        authorised(connector))
                .statusCode();
    }

    static Map<String, String> authorised(Connector.Running connector) {
        return Map.of("Authorization", "Bearer " + connector.connector().token(Duration.ofMinutes(5)));
    }

    static ArrayNode payload(JsonNode facility, String... articles) {
        ArrayNode payload = JsonHttp.JSON.createArrayNode();
        for (String article : articles) {
            payload.addObject()
                    .put("facilityRef", facility.path("id").asText())
                    .put("tenantArticleId", article)
                    .put("availableForPicking", 999);
        }
        return payload;
    }

    JsonNode fullRun(Connector.Running connector) {
        HttpResponse<String> answer = Scene.post(connector.baseUri() + "/job/stock", "", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Scene.json(answer.body());
    }

    List<JsonNode> entries(String sku) {
        String where = "sku = \"" + sku + "\"";
        return scene.shop.query("/inventory?where=" + JsonHttp.encode(where), 100);
    }

    /** What the shop shows at the channel; nothing where it has no entry there. */
    OptionalLong shown(String sku) {
        return entries(sku).stream()
                .filter(entry -> entry.path("supplyChannel").path("id").equals(channel.path("id")))
                .mapToLong(entry -> entry.path("quantityOnStock").asLong())
                .findFirst();
    }

    JsonNode entry(String sku, long quantity, String more) {
        return scene.shop.post("/inventory", Scene.json("""
                {"sku":"%s","quantityOnStock":%d,"supplyChannel":{"typeId":"channel","key":"cologne"}%s}""".formatted(sku, quantity, more)));
    }

    @Override
    public void close() {
        scene.close();
    }
}
