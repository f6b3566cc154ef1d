package io.waybill.platform.facilities;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One range of picking times on one date.
 *
 * @param date on the facility's clock
 * @param start inclusive
 * @param end exclusive, after start
 * @param capacity how many pick jobs it takes, from 0; null is no limit
 */
public record PickingSlot(
        LocalDate date,
        Instant start,
        Instant end,
        @Nullable Integer capacity) {}
