package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One modification of an order.
 *
 * @param changes what the modification asked for, as sent
 * @param comment why, in the words of whoever modified
 */
public record OrderUpdateDetail(
        Instant created,
        ObjectNode changes,
        @Nullable String comment,
        @Nullable String user) {}
