package io.waybill.platform.facilities;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time zone of a facility.
 *
 * @param timeZoneId IANA id; the only part that a client gives
 * @param timeZoneName descriptive, in English
 * @param offsetInSeconds to UTC in standard time
 * @param source who said so: {@code USER} or {@code GEOCODER}
 */
public record FacilityTimeZone(
        @NotNull @Size(min = 1, max = 64) String timeZoneId,
        @Nullable String timeZoneName,
        @Nullable Integer offsetInSeconds,
        @Nullable String source) {

    /** Empty when there is no zone of that id. */
    static Optional<FacilityTimeZone> of(String id, String source) {
        try {
            ZoneId zone = ZoneId.of(id);
            return Optional.of(new FacilityTimeZone(
                    id,
                    zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                    zone.getRules()
                            .getStandardOffset(Instant.EPOCH.plusSeconds(1_767_225_600L))
                            .getTotalSeconds(),
                    source));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    ZoneId zone() {
        return ZoneId.of(timeZoneId);
    }
}
