package io.waybill.platform.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parcel whose label could not be made, ready to be read.
 *
 * @param orderLink to its order; null when it is not known
 * @param why as the carrier said it; empty when it said nothing
 */
record FailedLabel(
        String id,
        long version,
        String shortId,
        @Nullable String order,
        @Nullable String orderLink,
        String facility,
        String carrier,
        String why,
        String since) {

    /** A page of them; {@code next} is its following page's address, null on the last. */
    record Listing(List<FailedLabel> rows, @Nullable String next) {}
}
