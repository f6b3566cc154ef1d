package io.waybill.platform.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The availability numbers of one article at one facility; units of the article. Section "Stock availability" of the
 * platform's public documentation names them.
 *
 * @param total the raw sum of all stock
 * @param onHand stock physically there: without what is outbound or in motion
 * @param accessible stock that may be taken, is not expired and not past its availableUntil
 * @param pickable the part of {@code accessible} that orders may use
 * @param reserved what is promised to orders
 * @param safety what is held back for those who come to the store
 */
public record ArticleAvailability(
        Place place, int total, int onHand, int accessible, int pickable, int reserved, int safety) {

    static ArticleAvailability none(Place place) {
        return new ArticleAvailability(place, 0, 0, 0, 0, 0, 0);
    }

    /** Reads the columns itself: a routing batch reads thousands of these. */
    static ArticleAvailability of(ResultSet row) throws SQLException {
        return new ArticleAvailability(
                new Place(row.getString("facility_id"), row.getString("tenant_article_id")),
                row.getInt("total"),
                row.getInt("on_hand"),
                row.getInt("accessible"),
                row.getInt("pickable"),
                row.getInt("reserved"),
                row.getInt("safety"));
    }

    /** What a new order may use. Negative when less is there than is reserved and held back. */
    public int availableForPicking() {
        return pickable - reserved - safety;
    }

    /** How much more is reserved than orders may use: what was promised and is not there. Zero or more. */
    public int missing() {
        return Math.max(0, reserved - pickable);
    }

    /** As {@link #availableForPicking}, but counting stock that orders may not use. */
    public int availableOnStock() {
        return accessible - reserved - safety;
    }

    ArticleAvailability withReserved(int changed) {
        return new ArticleAvailability(place, total, onHand, accessible, pickable, changed, safety);
    }
}
