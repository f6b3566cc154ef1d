package io.waybill.platform.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an article at a facility.
 *
 * @param title null where it is not listed there
 * @param offered whether it has an active listing there
 * @param held reservations, the oldest first
 * @param moreHeld whether there are more reservations than those
 * @param changes what changed on the shelves, the latest first
 */
public record ArticleStock(
        ArticleAvailability numbers,
        @Nullable String title,
        boolean offered,
        List<Shelf> shelves,
        List<Held> held,
        boolean moreHeld,
        List<StockChange> changes) {

    /**
     * A stock.
     *
     * @param location name of the place where it lies; null where that is not known
     * @param usable whether orders may take it at this moment
     * @param usableUntil null where it does not expire
     * @param defective whether somebody said so
     * @param properties what tells it from other stock of the article, such as a batch
     */
    public record Shelf(
            String id,
            long version,
            int value,
            @Nullable String location,
            boolean accessible,
            boolean pickable,
            boolean outbound,
            boolean inMotion,
            boolean usable,
            boolean defective,
            Instant received,
            @Nullable Instant usableUntil,
            Map<String, String> properties) {}

    /**
     * Units that are reserved.
     *
     * @param pickJobId null as long as there is no pick job
     */
    public record Held(String orderId, @Nullable String pickJobId, int units, Instant since) {}
}
