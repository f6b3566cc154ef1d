package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.sourcing.Explanation.Candidacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts into words why a facility got the part of a run, or did not. Pure. */
final class ExplainFacility {
    private final JsonNode log;
    private final List<FacilityVerdict> all;

    /**
     * @param log of the run, as stored
     * @param all what became of every facility
     */
    ExplainFacility(JsonNode log, List<FacilityVerdict> all) {
        this.log = log;
        this.all = all;
    }

    /** One sentence for each thing that counted, the one that decided first. */
    List<String> explain(FacilityVerdict verdict) {
        List<String> sentences = new ArrayList<>();
        if (verdict.chosen()) {
            sentences.add("It was chosen" + units() + ".");
        }
        switch (verdict.outcome()) {
            case PASSED -> passed(verdict, sentences);
            case FAILED, REACTIVE_PASSING_POSSIBLE -> keptOut(verdict, sentences);
            case EXCLUDED ->
                sentences.add("It was not looked at: "
                        + PlanStanding.excluded(Candidacy.valueOf(Objects.requireNonNull(verdict.decidedBy()))) + ".");
        }
        return sentences;
    }

    /** What the decision log says of the facility in full; null when it is not among those it shows. */
    @Nullable
    JsonNode decision(String facilityId) {
        for (JsonNode decision : log.path("facilityDecisions")) {
            if (decision.path("facility").path("facilityRef").asText().equals(facilityId)) {
                return decision;
            }
        }
        return null;
    }

    private String units() {
        long units = 0;
        for (JsonNode item : log.path("results").path("assignedItems")) {
            units += item.path("quantity").asLong();
        }
        return units == 1 ? " for 1 unit" : " for " + units + " units";
    }

    private void passed(FacilityVerdict verdict, List<String> sentences) {
        long ranked = all.stream().filter(each -> each.rank() != null).count();
        sentences.add(
                "It passed every fence and ranks " + verdict.rank() + " of " + ranked + ", with a total penalty of "
                        + Objects.requireNonNull(verdict.totalPenalty()).toPlainString() + ".");
        FacilityVerdict chosen =
                all.stream().filter(FacilityVerdict::chosen).findFirst().orElse(null);
        if (!verdict.chosen()) {
            sentences.add(
                    chosen == null
                            ? "Nobody was chosen: it has nothing of what was still to place that could be taken."
                            : chosen.order() < verdict.order()
                                    ? chosen.name() + " was chosen: it ranks " + chosen.rank()
                                            + ", with a total penalty of "
                                            + Objects.requireNonNull(chosen.totalPenalty())
                                                    .toPlainString()
                                            + "."
                                    : chosen.name()
                                            + " was chosen instead: this one has nothing of what was still to place "
                                            + "that could be taken, or the planner found a cheaper plan without it.");
        }
        JsonNode decision = decision(verdict.facilityRef());
        if (decision != null) {
            decision.path("orderRatings").forEach(rating -> sentences.add(rating(rating)));
        }
    }

    private static String rating(JsonNode rating) {
        String score = rating.path("score").isNumber()
                ? "score " + rating.path("score").asText()
                : "nothing to measure, which costs all of it";
        if (rating.path("maxPenalty").asInt() == 0) {
            return rating.path("name").asText() + ": " + score + ", share "
                    + rating.path("normalizedScore").asText() + " (0 is best).";
        }
        return rating.path("name").asText() + ": " + score + ", which costs "
                + rating.path("normalizedScore")
                        .decimalValue()
                        .multiply(rating.path("maxPenalty").decimalValue())
                        .toPlainString()
                + " of " + rating.path("maxPenalty").asText() + ".";
    }

    private void keptOut(FacilityVerdict verdict, List<String> sentences) {
        verdict.failedFences().forEach(fence -> sentences.add(fence(fence, "rejected it", verdict.facilityRef())));
        verdict.reactiveFences()
                .forEach(fence -> sentences.add(
                        fence(fence, "does not let it serve this now, perhaps later", verdict.facilityRef())));
        if (verdict.chosen()) {
            sentences.add("That counts for everything that was asked for; the part it got, it can serve.");
        }
    }

    private String fence(String fence, String verb, String facilityId) {
        JsonNode own = decision(facilityId);
        Detail detail = own == null ? null : detail(own, fence);
        if (detail != null) {
            return fence + " " + verb + ": expected " + detail.expected() + ", found " + detail.found() + ".";
        }
        for (JsonNode other : log.path("facilityDecisions")) {
            Detail of = detail(other, fence);
            if (of != null && of.forAll()) {
                return fence + " " + verb + ": expected " + of.expected() + ".";
            }
        }
        return fence + " " + verb + ".";
    }

    /** @param forAll whether the same was expected of every facility */
    private record Detail(String expected, String found, boolean forAll) {}

    private static @Nullable Detail detail(JsonNode decision, String fence) {
        for (JsonNode of : decision.path("orderFences")) {
            if (of.path("name").asText().equals(fence)) {
                return told(of.path("details").path(0), "");
            }
        }
        for (JsonNode of : decision.path("orderLineItemFences")) {
            if (of.path("name").asText().equals(fence)) {
                for (JsonNode line : of.path("orderLineItems")) {
                    if (!line.path("decision").asText().equals("PASSED")) {
                        return told(
                                line.path("details").path(0),
                                " of " + line.path("articleTitle").asText() + " ("
                                        + line.path("tenantArticleId").asText() + ")");
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable Detail told(JsonNode detail, String of) {
        String expected = detail.path("expectedValue").asText();
        return switch (detail.path("decisionType").asText()) {
            case "FENCE" -> new Detail(expected + of, detail.path("actualValue").asText(), of.isEmpty());
            // A custom rule: its log says predicate by predicate what was seen.
            case "TOOLKIT", "TOOLKITCOMPARISON" ->
                new Detail(
                        "the rule \"" + detail.path("description").asText() + "\" to hold" + of,
                        detail.path("explanation").asText(),
                        of.isEmpty());
            default -> null;
        };
    }
}
