package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Turns any value of a commercetools attribute or custom field into text that a person can read. */
final class Texts {
    /** The official connector's order, asked after the order's own locale. */
    private static final List<String> PREFERRED =
            List.of("en-US", "en-GB", "en-AU", "en-CA", "en", "de-DE", "de-AT", "de-CH", "de");

    /** Locales the platform names in its localization page; a language alone means its entry here. */
    private static final Map<String, String> PLATFORM_LOCALES = Map.ofEntries(
            Map.entry("de", "de_DE"),
            Map.entry("en", "en_US"),
            Map.entry("pl", "pl_PL"),
            Map.entry("ru", "ru_RU"),
            Map.entry("nl", "nl_NL"),
            Map.entry("fr", "fr_FR"),
            Map.entry("it", "it_IT"),
            Map.entry("nb", "nb_NO"),
            Map.entry("es", "es_ES"),
            Map.entry("cs", "cs_CZ"),
            Map.entry("sk", "sk_SK"),
            Map.entry("pt", "pt_PT"),
            Map.entry("sl", "sl_SI"),
            Map.entry("ro", "ro_RO"),
            Map.entry("bg", "bg_BG"),
            Map.entry("hr", "hr_HR"),
            Map.entry("hu", "hu_HU"),
            Map.entry("tr", "tr_TR"));

    private Texts() {}

    /** The text of a field, empty when absent or blank. */
    static Optional<String> field(JsonNode node, String name) {
        return Optional.of(node.path(name))
                .filter(JsonNode::isTextual)
                .map(value -> value.textValue().strip())
                .filter(text -> !text.isEmpty());
    }

    /** The best translation for that locale: itself, its language, the preferred ones, else any. */
    static Optional<String> translation(JsonNode localized, String locale) {
        List<String> wanted = new ArrayList<>();
        if (!locale.isBlank()) {
            wanted.add(locale);
            wanted.add(locale.split("[-_]", 2)[0]);
        }
        wanted.addAll(PREFERRED);
        return wanted.stream()
                .flatMap(tag -> field(localized, tag).stream())
                .findFirst()
                .or(() -> localized.properties().stream()
                        .flatMap(each -> field(localized, each.getKey()).stream())
                        .findFirst());
    }

    /** All translations under the platform's names of their locales; an exact region wins over a bare language. */
    static Map<String, String> translations(JsonNode localized) {
        Map<String, String> byLocale = new TreeMap<>();
        localized.properties().forEach(each -> {
            String tag = each.getKey().replace('-', '_');
            String platform = PLATFORM_LOCALES.getOrDefault(tag, tag);
            field(localized, each.getKey()).ifPresent(text -> {
                if (platform.equals(tag)) {
                    byLocale.put(platform, text);
                } else {
                    byLocale.putIfAbsent(platform, text);
                }
            });
        });
        return byLocale;
    }

    /** The value as one text; blank when there is nothing to show. */
    static String of(JsonNode value, String locale) {
        return String.join(", ", each(value, locale));
    }

    /** The value as texts, one per element of a set. */
    static List<String> each(JsonNode value, String locale) {
        if (!value.isArray()) {
            String text = single(value, locale).strip();
            return text.isEmpty() ? List.of() : List.of(text);
        }
        if (isNested(value)) {
            StringJoiner joined = new StringJoiner("; ");
            value.forEach(part -> joined.add(part.path("name").asText() + ": " + of(part.path("value"), locale)));
            return List.of(joined.toString());
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.addAll(each(element, locale)));
        return texts;
    }

    private static boolean isNested(JsonNode array) {
        return !array.isEmpty() && array.path(0).has("name") && array.path(0).has("value");
    }

    private static String single(JsonNode value, String locale) {
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        if (!value.isObject()) {
            return value.isNull() ? "" : value.asText("");
        }
        if (value.has("centAmount") || value.has("preciseAmount")) {
            return Money.amount(value)
                    .map(amount -> amount.toPlainString() + " "
                            + value.path("currencyCode").asText(""))
                    .orElse("");
        }
        if (value.has("typeId")) {
            return field(value.path("obj"), "key")
                    .or(() -> field(value, "key"))
                    .or(() -> field(value, "id"))
                    .orElse("");
        }
        if (value.has("label") && value.has("key")) {
            String label = of(value.path("label"), locale);
            return label.isEmpty() ? value.path("key").asText("") : label;
        }
        return translation(value, locale).orElse("");
    }
}
