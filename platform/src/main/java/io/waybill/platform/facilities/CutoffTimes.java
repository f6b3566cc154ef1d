package io.waybill.platform.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Until when a carrier takes parcels at a facility, by weekday, with exceptions for single dates. */
public record CutoffTimes(
        @NotNull @Size(max = 7) List<@NotNull @Valid Weekday> weekdays,
        @NotNull @Size(max = 1000) List<@NotNull @Valid Overwrite> overwrites) {

    public record Weekday(
            @NotNull DayOfWeek day, @NotNull @Size(max = 48) List<@NotNull @Valid Cutoff> cutoffConfigurations) {}

    public record Overwrite(
            @NotNull LocalDate date,
            @NotNull @Size(max = 48) List<@NotNull @Valid Cutoff> cutoffConfigurations) {}

    /**
     * @param time on the facility's clock, {@code H:mm}
     * @param capacity how many parcels are taken; null is no limit
     */
    public record Cutoff(
            @NotNull @Pattern(regexp = "(2[0-3]|[01]?[0-9]):([0-5]?[0-9])", message = "must be a time such as 17:30")
            String time,

            @Nullable @Min(0) Integer capacity) {}
}
