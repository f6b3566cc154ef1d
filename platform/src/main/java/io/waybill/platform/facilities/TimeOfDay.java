package io.waybill.platform.facilities;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalTime;

/** A time on the clock of the facility. */
public record TimeOfDay(
        @Min(0) @Max(23) int hour, @Min(0) @Max(59) int minute) {

    public LocalTime toLocalTime() {
        return LocalTime.of(hour, minute);
    }
}
