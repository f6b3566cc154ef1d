package io.waybill.platform.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as lists show it. */
public record StrippedOrder(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Instant orderDate,
        OrderStatus status,
        String processRef,
        List<Line> orderLineItems,
        @Nullable List<Sticker> stickers) {

    /** A line as lists show it. */
    public record Line(String title, long quantity) {}

    /**
     * One page.
     *
     * @param total orders on all pages
     */
    public record Page(List<StrippedOrder> orders, long total) {}

    static StrippedOrder of(Order order) {
        return new StrippedOrder(
                order.id(),
                order.version(),
                order.created(),
                order.lastModified(),
                order.orderDate(),
                order.status(),
                order.processId(),
                order.orderLineItems().stream()
                        .map(line -> new Line(line.article().title(), line.quantity()))
                        .toList(),
                order.stickers());
    }
}
