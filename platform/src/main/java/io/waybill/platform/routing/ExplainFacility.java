package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells why a facility got the part of a run, or did not. Pure. */
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
    List<Reason> explain(FacilityVerdict verdict) {
        List<Reason> sentences = new ArrayList<>();
        if (verdict.chosen()) {
            sentences.add(new Reason.Chosen(units()));
        }
        switch (verdict.outcome()) {
            case PASSED -> passed(verdict, sentences);
            case FAILED, REACTIVE_PASSING_POSSIBLE -> keptOut(verdict, sentences);
            case EXCLUDED ->
                sentences.add(
                        new Reason.NotLookedAt(Reason.Exclusion.valueOf(Objects.requireNonNull(verdict.decidedBy()))));
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

    private long units() {
        long units = 0;
        for (JsonNode item : log.path("results").path("assignedItems")) {
            units += item.path("quantity").asLong();
        }
        return units;
    }

    private void passed(FacilityVerdict verdict, List<Reason> sentences) {
        long ranked = all.stream().filter(each -> each.rank() != null).count();
        sentences.add(new Reason.Ranked(
                Objects.requireNonNull(verdict.rank()), ranked, Objects.requireNonNull(verdict.totalPenalty())));
        FacilityVerdict chosen =
                all.stream().filter(FacilityVerdict::chosen).findFirst().orElse(null);
        if (!verdict.chosen()) {
            sentences.add(
                    chosen == null
                            ? new Reason.NobodyChosen()
                            : chosen.order() < verdict.order()
                                    ? new Reason.BetterChosen(
                                            chosen.name(),
                                            Objects.requireNonNull(chosen.rank()),
                                            Objects.requireNonNull(chosen.totalPenalty()))
                                    : new Reason.OtherChosen(chosen.name()));
        }
        JsonNode decision = decision(verdict.facilityRef());
        if (decision != null) {
            decision.path("orderRatings").forEach(rating -> sentences.add(rating(rating)));
        }
    }

    private static Reason rating(JsonNode rating) {
        String rule = rating.path("name").asText();
        String score = rating.path("score").isNumber() ? rating.path("score").asText() : null;
        if (rating.path("maxPenalty").asInt() == 0) {
            return new Reason.RatedFirst(
                    rule, score, rating.path("normalizedScore").asText());
        }
        return new Reason.Rated(
                rule,
                score,
                rating.path("normalizedScore")
                        .decimalValue()
                        .multiply(rating.path("maxPenalty").decimalValue()),
                rating.path("maxPenalty").asText());
    }

    private void keptOut(FacilityVerdict verdict, List<Reason> sentences) {
        verdict.failedFences().forEach(fence -> sentences.add(fence(fence, false, verdict.facilityRef())));
        verdict.reactiveFences().forEach(fence -> sentences.add(fence(fence, true, verdict.facilityRef())));
        if (verdict.chosen()) {
            sentences.add(new Reason.CanServeItsPart());
        }
    }

    private Reason fence(String fence, boolean later, String facilityId) {
        JsonNode own = decision(facilityId);
        Reason.Detail detail = own == null ? null : detail(own, fence);
        if (detail != null) {
            return new Reason.KeptOut(fence, later, detail);
        }
        for (JsonNode other : log.path("facilityDecisions")) {
            Reason.Detail of = detail(other, fence);
            if (of != null && of.line() == null) {
                // What is wanted of the order as a whole is wanted of every facility.
                return new Reason.KeptOut(fence, later, of.withoutFound());
            }
        }
        return new Reason.KeptOut(fence, later, null);
    }

    private static Reason.@Nullable Detail detail(JsonNode decision, String fence) {
        for (JsonNode of : decision.path("orderFences")) {
            if (of.path("name").asText().equals(fence)) {
                return told(of.path("details").path(0), null);
            }
        }
        for (JsonNode of : decision.path("orderLineItemFences")) {
            if (of.path("name").asText().equals(fence)) {
                for (JsonNode line : of.path("orderLineItems")) {
                    if (!line.path("decision").asText().equals("PASSED")) {
                        return told(
                                line.path("details").path(0),
                                line.path("articleTitle").asText() + " ("
                                        + line.path("tenantArticleId").asText() + ")");
                    }
                }
            }
        }
        return null;
    }

    private static Reason.@Nullable Detail told(JsonNode detail, @Nullable String line) {
        return switch (detail.path("decisionType").asText()) {
            case "FENCE" ->
                new Reason.Detail(
                        null,
                        detail.path("expectedValue").asText(),
                        line,
                        detail.path("actualValue").asText());
            // A custom rule: its log says predicate by predicate what was seen.
            case "TOOLKIT", "TOOLKITCOMPARISON" ->
                new Reason.Detail(
                        detail.path("description").asText(),
                        null,
                        line,
                        detail.path("explanation").asText());
            default -> null;
        };
    }
}
