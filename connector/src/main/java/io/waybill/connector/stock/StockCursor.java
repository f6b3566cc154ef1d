package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;

/**
 * How far the run over all stock came: facilities in the order of their ids; at each, first the platform's articles by
 * article, then the shop's entries by id.
 *
 * @param after last article or entry that is done; empty at the beginning of the phase
 */
record StockCursor(String facility, Phase phase, String after) {
    enum Phase {
        ARTICLES,
        ENTRIES,
        FINISHED
    }

    static StockCursor of(String facility) {
        return new StockCursor(facility, Phase.ARTICLES, "");
    }

    static StockCursor read(JsonNode json) {
        return new StockCursor(
                json.path("facility").asText(""),
                Phase.valueOf(json.path("phase").asText("ARTICLES")),
                json.path("after").asText(""));
    }

    ObjectNode json() {
        return JsonHttp.JSON
                .createObjectNode()
                .put("facility", facility)
                .put("phase", phase.name())
                .put("after", after);
    }

    boolean finished() {
        return phase == Phase.FINISHED;
    }

    boolean overEntries() {
        return phase == Phase.ENTRIES;
    }

    StockCursor articlesAfter(String article) {
        return new StockCursor(facility, Phase.ARTICLES, article);
    }

    StockCursor beginEntries() {
        return entriesAfter("");
    }

    StockCursor entriesAfter(String entry) {
        return new StockCursor(facility, Phase.ENTRIES, entry);
    }

    StockCursor end() {
        return new StockCursor(facility, Phase.FINISHED, "");
    }
}
