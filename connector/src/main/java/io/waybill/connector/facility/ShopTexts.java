package io.waybill.connector.facility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Texts of the shop, where blank counts as not there. Pure. */
final class ShopTexts {
    private ShopTexts() {}

    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = field.isEmpty() ? MissingNode.getInstance() : node.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue().trim())
                : Optional.empty();
    }

    /**
     * The translation in the first language of the project that has one, {@code de} standing for {@code de-AT} and the
     * other way round; failing that, any.
     */
    static Optional<String> inProjectLanguage(JsonNode localized, JsonNode project) {
        Stream<String> wanted = project.path("languages").valueStream().map(language -> language.asText(""));
        return wanted.flatMap(language -> Stream.concat(
                                text(localized, language).stream(),
                                localized.properties().stream()
                                        .filter(each -> base(each.getKey()).equals(base(language)))
                                        .flatMap(each -> text(localized, each.getKey()).stream()))
                        .limit(1))
                .findFirst()
                .or(() -> localized.properties().stream()
                        .flatMap(each -> text(localized, each.getKey()).stream())
                        .findFirst());
    }

    private static String base(String language) {
        return language.split("[-_]")[0];
    }
}
