package io.waybill.platform.facilities;

import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a facility picks, by weekday, on its own clock. A weekday without ranges has no picking. */
public record PickingTimes(
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> monday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> tuesday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> wednesday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> thursday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> friday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> saturday,
        @Nullable @Size(max = 48) List<@NotNull @Valid TimeRange> sunday) {

    /** The tenant's default until it sets another: Monday to Saturday from 9 to 17 o'clock. */
    static PickingTimes standard() {
        List<TimeRange> day = List.of(new TimeRange(new TimeOfDay(9, 0), new TimeOfDay(17, 0), null));
        return new PickingTimes(day, day, day, day, day, day, null);
    }

    /** The ranges of that weekday; empty when there is no picking. */
    public List<TimeRange> on(DayOfWeek day) {
        List<TimeRange> ranges = switch (day) {
            case MONDAY -> monday;
            case TUESDAY -> tuesday;
            case WEDNESDAY -> wednesday;
            case THURSDAY -> thursday;
            case FRIDAY -> friday;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
        return ranges == null ? List.of() : ranges;
    }

    /** @throws Rejection 400 when a range ends before it starts or two of a day overlap */
    void requireInOrder() {
        for (DayOfWeek day : DayOfWeek.values()) {
            String path = "pickingTimes." + day.name().toLowerCase(Locale.ROOT);
            @Nullable TimeRange before = null;
            for (TimeRange range : on(day).stream()
                    .sorted(Comparator.comparing(range -> range.start().toLocalTime()))
                    .toList()) {
                if (!range.end().toLocalTime().isAfter(range.start().toLocalTime())) {
                    throw Rejection.invalid(path + " must end after it starts");
                }
                if (before != null
                        && range.start().toLocalTime().isBefore(before.end().toLocalTime())) {
                    throw Rejection.invalid(path + " must not hold ranges that overlap");
                }
                before = range;
            }
        }
    }
}
