package io.waybill.platform.console;

import io.waybill.platform.inventory.StockChange;
import io.waybill.platform.inventory.StockChangeReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article at a facility, ready to be read.
 *
 * @param offered whether orders may get it there
 * @param missing units that are reserved and may not be picked; null where there are none
 * @param nothingLeft whether nothing of it may be picked although units are reserved
 */
record ArticleDetails(
        String facilityId,
        String facility,
        String number,
        String title,
        boolean offered,
        String everywhere,
        String onHand,
        String pickable,
        String reserved,
        String safety,
        String available,
        @Nullable String missing,
        boolean nothingLeft,
        List<Shelf> shelves,
        List<Held> held,
        boolean moreHeld,
        List<Change> changes) {

    /** The reasons to choose from. */
    public List<StockChangeReason> reasons() {
        return List.of(StockChangeReason.values());
    }

    /**
     * A stock.
     *
     * @param place name of where it lies; empty where that is not known
     * @param marks keys of what is special about it
     * @param facts what tells it from other stock, such as a batch
     */
    record Shelf(
            String id,
            long version,
            int value,
            String units,
            String place,
            List<String> marks,
            String received,
            @Nullable String until,
            List<String> facts) {}

    /** Units that an order has reserved. */
    record Held(String orderId, String order, String units, String since, boolean picking) {}

    /**
     * What changed.
     *
     * @param who null where the platform acted by itself
     */
    record Change(
            String time,
            String before,
            String after,
            String difference,
            StockChange.Cause cause,
            @Nullable StockChangeReason reason,
            @Nullable String note,
            @Nullable String who) {}
}
