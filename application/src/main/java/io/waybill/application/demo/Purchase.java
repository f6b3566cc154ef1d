package io.waybill.application.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer of the demo orders.
 *
 * @param number the order number
 * @param collectAt the store to collect at, or null to have it sent
 * @param gift whether it has to be packed as a gift, which needs a packing table
 * @param regretted whether the customer cancels as soon as the order is on the platform
 */
record Purchase(
        String number,
        Customer customer,
        List<Line> lines,
        @Nullable Site collectAt,
        boolean gift,
        boolean regretted) {

    /** @param quantity at least 1 */
    record Line(Article article, int quantity) {}

    /** Who orders, and where the goods go unless they are collected. */
    record Customer(String firstName, String lastName, String email, Place home) {}

    long totalCents() {
        return lines.stream()
                .mapToLong(line -> line.article().cents() * line.quantity())
                .sum();
    }
}
