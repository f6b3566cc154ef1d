package io.waybill.connector.order;

import io.waybill.client.FulfilmentRejectedException;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the platform would not do, for one of the orders that a shop's order became.
 *
 * @param order the platform's order, as people know it
 * @param answer the call and its status; no personal data
 * @param remark what the platform said
 */
record Refusal(String order, String answer, String remark) {
    private static final int LONGEST = 500;

    static Refusal by(FulfilmentRejectedException refused, String order) {
        return new Refusal(order, refused.answer(), refused.remark());
    }

    /** For people who look at the order in the shop. */
    static String text(List<Refusal> refusals) {
        String text = refusals.stream()
                .map(each -> each.order() + ": " + (each.remark().isBlank() ? each.answer() : each.remark()))
                .collect(Collectors.joining("; "));
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    /** For an operator, where nobody in the shop could be told. */
    static Outcome.Impossible parked(List<Refusal> refusals) {
        return new Outcome.Impossible(
                ParkedReason.PLATFORM_REFUSED,
                "The platform refused: "
                        + refusals.stream().map(Refusal::answer).collect(Collectors.joining("; ")),
                text(refusals));
    }
}
