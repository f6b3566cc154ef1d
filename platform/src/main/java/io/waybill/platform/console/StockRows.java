package io.waybill.platform.console;

import io.waybill.platform.inventory.StockList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the stock of a facility, ready to be read.
 *
 * @param text what was typed
 * @param tooLong whether too much was typed to search for
 * @param next address of the following page; null on the last
 */
record StockRows(
        String facilityId,
        String facility,
        String text,
        boolean tooLong,
        StockList.Only only,
        List<Row> rows,
        @Nullable String next) {

    /** The selections to choose from. */
    public List<StockList.Only> selections() {
        return List.of(StockList.Only.values());
    }

    /**
     * An article at a facility.
     *
     * @param link address of its page
     * @param offered whether orders may get it there
     * @param missing whether more is reserved than may be picked
     */
    record Row(
            String link,
            String number,
            String title,
            String facility,
            boolean offered,
            String locations,
            String onHand,
            String reserved,
            String safety,
            String available,
            boolean missing) {}
}
