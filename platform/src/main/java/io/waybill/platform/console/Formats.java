package io.waybill.platform.console;

import io.waybill.platform.facilities.OperativeCost;
import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers and times as the viewer reads them. Thread-safe. */
@ApplicationScoped
class Formats {
    private final Viewer viewer;
    private final ZoneId tenantZone;

    Formats(Viewer viewer, ConsoleSettings settings) {
        this.viewer = viewer;
        this.tenantZone = settings.timeZone().map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    /** The zone of times that belong to no facility. */
    ZoneId tenantZone() {
        return tenantZone;
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(viewer.language()).format(number);
    }

    /** With a plus sign where there are more than were counted. */
    String count(BoundedCount count) {
        return number(count.value()) + (count.more() ? "+" : "");
    }

    /** An amount in its currency. */
    String money(OperativeCost cost) {
        int places = Objects.requireNonNullElse(cost.decimalPlaces(), 2);
        NumberFormat amount = NumberFormat.getNumberInstance(locale());
        amount.setMinimumFractionDigits(places);
        return amount.format(BigDecimal.valueOf(cost.value(), places)) + " " + cost.currency();
    }

    /** Date and time with the zone; a dash for none. */
    String time(@Nullable Instant time, ZoneId zone) {
        return time == null
                ? "–"
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(locale())
                                .format(time.atZone(zone))
                        + " " + zone(time, zone);
    }

    String time(@Nullable Instant time) {
        return time(time, tenantZone);
    }

    /** The hour of day only. */
    String hour(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm", locale()).format(time.atZone(tenantZone));
    }

    private String zone(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofPattern("zzz", locale()).format(time.atZone(zone));
    }

    /** English dates as Europeans write them: the day before the month. */
    Locale locale() {
        Locale language = viewer.language();
        return language.equals(Locale.ENGLISH) ? Locale.UK : language;
    }
}
