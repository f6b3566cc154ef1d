package io.waybill.platform.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of what lies on a shelf.
 *
 * @param before units, 0 where the stock was new
 * @param after units, 0 also where the stock is gone
 * @param reason of a correction; null otherwise
 * @param note what somebody wrote with a correction
 * @param actor name of the user; null where the platform acted by itself
 */
public record StockChange(
        String id,
        Instant created,
        String stockId,
        int before,
        int after,
        Cause cause,
        @Nullable StockChangeReason reason,
        @Nullable String note,
        @Nullable String actor) {

    /** What led to a change. */
    public enum Cause {
        /** A person said what there really is, and why. */
        CORRECTED,
        /** A client of the API said what there is. */
        WRITTEN,
        /** Somebody put it to another place. */
        MOVED,
        /** It was picked, or its shelf was found empty while picking. */
        PICKED
    }

    /** What a change is written down with. */
    record Why(
            Cause cause,
            @Nullable StockChangeReason reason,
            @Nullable String note) {
        static final Why WRITTEN = new Why(Cause.WRITTEN, null, null);
        static final Why MOVED = new Why(Cause.MOVED, null, null);
        static final Why PICKED = new Why(Cause.PICKED, null, null);
    }
}
