package io.waybill.platform.inventory;

import org.jdbi.v3.core.result.RowView;

/**
 * The availability numbers of one article at one facility; units of the article. Section "Stock availability" of the
 * platform's public documentation names them.
 *
 * @param total the raw sum of all stock
 * @param onHand stock physically there: without what is outbound or in motion
 * @param accessible stock that may be taken, is not expired and not past its availableUntil
 * @param pickable the part of {@code accessible} that orders may use
 * @param reserved what is promised to orders
 */
public record ArticleAvailability(Place place, int total, int onHand, int accessible, int pickable, int reserved) {

    static ArticleAvailability none(Place place) {
        return new ArticleAvailability(place, 0, 0, 0, 0, 0);
    }

    static ArticleAvailability of(RowView row) {
        return new ArticleAvailability(
                new Place(row.getColumn("facility_id", String.class), row.getColumn("tenant_article_id", String.class)),
                row.getColumn("total", Integer.class),
                row.getColumn("on_hand", Integer.class),
                row.getColumn("accessible", Integer.class),
                row.getColumn("pickable", Integer.class),
                row.getColumn("reserved", Integer.class));
    }

    /** What a new order may use. Negative when stock was corrected below what is reserved. */
    public int availableForPicking() {
        return pickable - reserved;
    }

    /** As {@link #availableForPicking}, but counting stock that orders may not use. */
    public int availableOnStock() {
        return accessible - reserved;
    }

    ArticleAvailability withReserved(int changed) {
        return new ArticleAvailability(place, total, onHand, accessible, pickable, changed);
    }
}
