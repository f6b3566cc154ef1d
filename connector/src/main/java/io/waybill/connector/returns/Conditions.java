package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.returns.PlatformReturns.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the platform's decision about a piece means to the shop. Conditions and reasons are words that each merchant chooses,
 * so words tell which of them make a piece unusable. Pure.
 */
final class Conditions {
    /** The reason that the connector gives with the comment of whoever announced the return. */
    static final String OUR_REASON = "Announced in the shop";

    private final Pattern unusable;

    /** @param words separated by commas; each as a whole word, in any case of letters */
    Conditions(String words) {
        String alternatives = Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.unusable = alternatives.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile(
                        "(?<![\\p{L}\\p{N}])(" + alternatives + ")(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The verdict on one of the platform's returned line items. */
    Verdict verdict(JsonNode line) {
        return switch (line.path("status").asText("")) {
            case "REJECTED", "CANCELED" -> Verdict.REFUSED;
            case "ACCEPTED" ->
                words(line).anyMatch(word -> unusable.matcher(word).find()) ? Verdict.UNUSABLE : Verdict.SELLABLE;
            default -> Verdict.OPEN;
        };
    }

    /** Condition and reason of the decision, in all their languages. What the consumer said is not a finding. */
    private static Stream<String> words(JsonNode line) {
        JsonNode reason = line.path("decisionReason");
        return Stream.of(
                        Stream.of(line.path("itemCondition"), reason.path("reason")),
                        line.path("itemConditionLocalized").valueStream(),
                        reason.path("reasonLocalized").valueStream())
                .flatMap(each -> each)
                .map(JsonNode::asText)
                .filter(word -> !word.isBlank());
    }

    /** Condition and reasons for whoever reads the shop's order; empty when nobody said anything. */
    static String note(JsonNode line) {
        List<JsonNode> reasons = line.path("reasons").valueStream().toList();
        return Stream.concat(
                        Stream.of(
                                line.path("itemCondition"),
                                line.path("decisionReason").path("reason")),
                        reasons.stream().map(reason -> reason.path("reason")))
                .map(JsonNode::asText)
                .filter(word -> !word.isBlank() && !word.equals(OUR_REASON))
                .distinct()
                .collect(Collectors.joining(" · "));
    }
}
