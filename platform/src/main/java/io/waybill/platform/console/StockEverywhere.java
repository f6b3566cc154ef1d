package io.waybill.platform.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Articles that were found, or one article at all facilities; ready to be read.
 *
 * @param text what was typed
 * @param article number of the one article; null where some were looked for
 * @param title of the one article; empty where nobody says
 * @param found articles that are like what was typed
 * @param more whether there are more of them than those
 * @param rows the one article by facility, the most available first
 * @param sum over all facilities; null where no article was chosen
 * @param next address of the following page; null on the last
 */
record StockEverywhere(
        String text,
        boolean tooLong,
        @Nullable String article,
        String title,
        List<Found> found,
        boolean more,
        List<StockRows.Row> rows,
        StockRows.@Nullable Row sum,
        @Nullable String next) {

    /** An article. */
    record Found(String link, String number, String title) {}
}
