package io.waybill.platform.console;

import io.waybill.platform.facilities.ClosingDay;
import io.waybill.platform.facilities.CutoffTimes;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.facilities.PickingTimes;
import io.waybill.platform.facilities.Recurrence;
import io.waybill.platform.facilities.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The times of a facility as somebody reads them who speaks that language, on the facility's clock. Pure. */
record FacilityTimes(Locale locale, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int CLOSING_DAYS = 20;

    List<FacilityDetails.Day> week(PickingTimes times) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new FacilityDetails.Day(
                        day.getDisplayName(TextStyle.FULL, locale),
                        times.on(day).stream()
                                .sorted(Comparator.comparing(
                                        range -> range.start().toLocalTime()))
                                .map(FacilityTimes::range)
                                .toList()))
                .toList();
    }

    private static String range(TimeRange range) {
        return range(range.start().toLocalTime(), range.end().toLocalTime());
    }

    private static String range(LocalTime start, LocalTime end) {
        return TIME.format(start) + "–" + TIME.format(end);
    }

    FacilityDetails.Slot slot(PickingCapacities.SlotLoad load, boolean limited) {
        Integer capacity = limited ? load.slot().capacity() : null;
        return new FacilityDetails.Slot(
                date(load.slot().date()),
                range(
                        load.slot().start().atZone(zone).toLocalTime(),
                        load.slot().end().atZone(zone).toLocalTime()),
                Integer.toString(load.taken()),
                capacity == null ? null : Integer.toString(capacity),
                capacity != null && load.taken() >= capacity);
    }

    /** Those that are still to come; a day of every year always is. */
    List<FacilityDetails.Closing> closings(List<ClosingDay> days, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return days.stream()
                .filter(day -> day.recurrence() == Recurrence.YEARLY
                        || !day.date().atZone(zone).toLocalDate().isBefore(today))
                .sorted(Comparator.comparing(ClosingDay::date))
                .limit(CLOSING_DAYS)
                .map(day -> new FacilityDetails.Closing(
                        day.recurrence() == Recurrence.YEARLY
                                ? DateTimeFormatter.ofPattern("d MMMM", locale)
                                        .format(day.date().atZone(zone))
                                : date(day.date().atZone(zone).toLocalDate()),
                        day.reason(),
                        day.recurrence() == Recurrence.YEARLY))
                .toList();
    }

    private String date(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " "
                + DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(date);
    }

    /** Until when the carrier takes parcels; empty where it names no time. */
    String cutoffs(FacilityCarrier carrier) {
        if (carrier.cutoffTimes() != null && !carrier.cutoffTimes().weekdays().isEmpty()) {
            return carrier.cutoffTimes().weekdays().stream()
                    .map(day -> day.day().getDisplayName(TextStyle.SHORT, locale) + " "
                            + day.cutoffConfigurations().stream()
                                    .map(CutoffTimes.Cutoff::time)
                                    .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining(" · "));
        }
        return carrier.cutoffTime() == null
                ? ""
                : TIME.format(carrier.cutoffTime().toLocalTime());
    }
}
