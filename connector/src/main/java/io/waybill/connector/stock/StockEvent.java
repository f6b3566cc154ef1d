package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An event of the platform that what can be had of articles at a facility changed, reduced to what a hint is worth: where to look.
 * The numbers it carries may be old when it comes.
 */
public record StockEvent(String facilityRef, Set<String> articles) {
    /** Names of the events about articles: their stock, and whether they are offered. */
    public static final Set<String> NAMES = Set.of(
            "INVENTORY_FACILITY_STOCK_CHANGED", "LISTINGS_CREATED", "LISTINGS_DELETED", "LISTINGS_STATUS_CHANGED");

    /** Names of the events that a facility takes orders or does not, which changes what can be had of everything. */
    public static final Set<String> FACILITY_NAMES =
            Set.of("FACILITY_WENT_ONLINE", "FACILITY_WENT_OFFLINE", "FACILITY_SUSPENDED");

    /** The event as it is kept. */
    public static final String NAME = "INVENTORY_FACILITY_STOCK_CHANGED";

    /** The callback path of the events about articles, below the service application. */
    public static final String PATH = "/stock/changed";

    /** The callback path of the events about facilities. */
    public static final String FACILITY_PATH = "/stock/facility";

    /** Reads the payload: a list of articles with their facility. One hint for each facility; empty when it names none. */
    public static List<StockEvent> read(JsonNode payload) {
        Map<String, Set<String>> articles = new TreeMap<>();
        for (JsonNode each : payload.isArray() ? payload : payload.path("items")) {
            // Listings name their facility another way than stocks.
            String facility =
                    each.path("facilityRef").asText(each.path("facilityId").asText(""));
            String article = each.path("tenantArticleId").asText("");
            if (!facility.isEmpty() && !article.isEmpty()) {
                articles.computeIfAbsent(facility, ignored -> new TreeSet<>()).add(article);
            }
        }
        List<StockEvent> events = new ArrayList<>();
        articles.forEach((facility, some) -> events.add(new StockEvent(facility, some)));
        return List.copyOf(events);
    }

    /** Reads what {@link #content()} wrote. */
    public static StockEvent readContent(JsonNode content) {
        Set<String> articles = new TreeSet<>();
        content.path("articles").forEach(article -> articles.add(article.asText()));
        return new StockEvent(content.path("facilityRef").asText(), articles);
    }

    /** Fit to be kept. */
    public ObjectNode content() {
        ObjectNode content = JsonHttp.JSON.createObjectNode().put("event", NAME).put("facilityRef", facilityRef);
        articles.forEach(content.putArray("articles")::add);
        return content;
    }
}
