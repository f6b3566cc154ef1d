package io.waybill.platform.console;

import io.waybill.platform.orders.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of orders, ready to be read.
 *
 * @param next address of the following page; null on the last
 */
record OrderRows(Search search, List<Row> rows, @Nullable String next) {

    /**
     * What was asked for, as it stands in the address.
     *
     * @param text what was typed
     * @param from a date as a browser writes it; empty for none
     * @param problem key of the text that says what cannot be searched for; null where all can
     */
    record Search(
            String text,
            @Nullable OrderStatus status,
            String from,
            String to,
            boolean stuck,
            @Nullable String problem) {}

    /** The statuses to choose from. */
    public List<OrderStatus> statuses() {
        return List.of(OrderStatus.values());
    }

    /** An order. */
    record Row(
            String id,
            String number,
            String placed,
            OrderStatus status,
            OrderProgress progress,
            String consumer,
            String place,
            String units,
            String facilities) {}
}
