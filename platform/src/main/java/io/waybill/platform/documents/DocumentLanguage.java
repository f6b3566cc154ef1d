package io.waybill.platform.documents;

import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.kernel.Rejection;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of a document.
 *
 * @param wanted in which the tenant's own texts are looked for, whatever language that is
 * @param spoken in which Waybill's texts are there: {@code wanted}, else English
 */
public record DocumentLanguage(Locale wanted, Locale spoken) {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}");

    /** The language of somebody who reads that locale. */
    public static DocumentLanguage of(Locale wanted) {
        return new DocumentLanguage(
                wanted,
                SPOKEN.stream()
                        .filter(each -> each.getLanguage().equals(wanted.getLanguage()))
                        .findFirst()
                        .orElse(Locale.ENGLISH));
    }

    /**
     * @param locale as it stands in a request, for example {@code de_DE}; null for none
     * @param accepted what the client accepts otherwise, what it likes best first
     * @throws Rejection 400 when that is no locale
     */
    static DocumentLanguage of(@Nullable String locale, List<Locale> accepted) {
        if (locale == null || locale.isEmpty()) {
            return accepted.stream()
                    .filter(each -> SPOKEN.stream()
                            .anyMatch(known -> known.getLanguage().equals(each.getLanguage())))
                    .findFirst()
                    .map(DocumentLanguage::of)
                    .orElseGet(() -> of(Locale.ENGLISH));
        }
        if (!LOCALE.matcher(locale).matches()) {
            throw Rejection.invalid("locale must be a locale such as de_DE");
        }
        return of(Locale.forLanguageTag(locale.replace('_', '-')));
    }

    /** The best of the texts: of this locale, else of its language, else what stands for all. */
    @Nullable
    String best(@Nullable Map<String, String> localized) {
        if (localized == null || localized.isEmpty()) {
            return null;
        }
        Map<String, String> sorted = new TreeMap<>(localized);
        return sorted.entrySet().stream()
                .filter(each -> tag(each.getKey()).equals(wanted))
                .findFirst()
                .or(() -> sorted.entrySet().stream()
                        .filter(each -> tag(each.getKey()).getLanguage().equals(wanted.getLanguage()))
                        .findFirst())
                .map(Map.Entry::getValue)
                .orElseGet(() -> LocalizedText.of(localized));
    }

    private static Locale tag(String locale) {
        return Locale.forLanguageTag(locale.replace('_', '-'));
    }

    /** The day, in words that nobody mistakes for another. */
    String day(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(european())
                .format(time.atZone(zone));
    }

    /** Day and time with the zone beside it. */
    String time(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(european())
                        .format(time.atZone(zone))
                + " "
                + DateTimeFormatter.ofPattern("zzz", european()).format(time.atZone(zone));
    }

    String country(String code) {
        return Locale.of("", code).getDisplayCountry(spoken);
    }

    /** English dates as Europeans write them: the day before the month. */
    private Locale european() {
        return spoken.equals(Locale.ENGLISH) ? Locale.UK : spoken;
    }
}
