package io.waybill.platform.picking;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Until when a job should be done when its order does not say: the facility's next cut-off, which is noon unless
 * configured (the contract's default for both channels).
 */
final class TargetTimes {
    private static final LocalTime CUT_OFF = LocalTime.NOON;

    private TargetTimes() {}

    /** The first cut-off after {@code now}, at the place of the facility. */
    static Instant next(Instant now, ZoneId zone) {
        ZonedDateTime today = now.atZone(zone).with(CUT_OFF);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }
}
