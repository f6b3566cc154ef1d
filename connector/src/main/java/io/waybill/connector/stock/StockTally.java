package io.waybill.connector.stock;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of comparing quantities.
 *
 * @param refusals what commercetools did not take, article by article, with its words
 */
record StockTally(long compared, long changed, long created, List<String> refusals) {
    static StockTally none() {
        return compared(0);
    }

    static StockTally compared(long articles) {
        return new StockTally(articles, 0, 0, List.of());
    }

    static StockTally oneChanged() {
        return new StockTally(0, 1, 0, List.of());
    }

    static StockTally oneCreated() {
        return new StockTally(0, 0, 1, List.of());
    }

    static StockTally refused(String why) {
        return new StockTally(0, 0, 0, List.of(why));
    }

    StockTally plus(StockTally other) {
        List<String> all = new ArrayList<>(refusals);
        all.addAll(other.refusals());
        return new StockTally(
                compared + other.compared(), changed + other.changed(), created + other.created(), List.copyOf(all));
    }

    long written() {
        return changed + created;
    }
}
