package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.order.OrderMapping.Draft;
import io.waybill.connector.order.OrderMapping.Impossible;
import io.waybill.connector.order.OrderMapping.Mapped;
import io.waybill.connector.order.OrderMapping.Result;
import io.waybill.connector.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings to the platform what changed in the shop after the export: addresses, the e-mail address, and lines by an order
 * edit. It may be too late; then the shop's order says so. Addresses and lines are changed one after the other, so that a
 * refusal of one does not keep the other back.
 */
public final class ChangeOnPlatform {
    private final FulfilmentClient platform;
    private final ReportRefusal report;
    private final String field;

    /**
     * On that platform.
     *
     * @param field of the shop's order that takes the reason of a refusal
     */
    public ChangeOnPlatform(FulfilmentClient platform, ReportRefusal report, String field) {
        this.platform = platform;
        this.report = report;
        this.field = field;
    }

    /**
     * Changes what differs.
     *
     * @param now what the shop's order would become if it were exported now
     * @param became what it became when it was
     */
    Outcome change(JsonNode order, Result now, List<String> became, Deadline deadline) {
        List<Refusal> refusals = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        switch (now) {
            case Impossible impossible -> refusals.add(own(order, impossible.reason()));
            case Mapped mapped -> align(order, mapped.drafts(), became, changed, refusals, deadline);
        }
        if (!refusals.isEmpty()) {
            return report.report(order, field, refusals, Optional.empty(), deadline)
                    ? new Outcome.Done("the platform did not take a change, and the order says so")
                    : Refusal.parked(refusals);
        }
        report.clear(order, field, deadline);
        return changed.isEmpty()
                ? new Outcome.Ignored("The platform's order says the same")
                : new Outcome.Done("changed " + String.join(", ", changed));
    }

    private void align(
            JsonNode order,
            List<Draft> drafts,
            List<String> became,
            List<String> changed,
            List<Refusal> refusals,
            Deadline deadline) {
        Map<String, FulfilmentOrder> present = became.stream()
                .map(id -> platform.within(deadline).orders().get(id))
                .collect(Collectors.toMap(
                        ChangeOnPlatform::destination,
                        Function.identity(),
                        (first, again) -> again.cancelled() ? first : again));
        for (Draft draft : drafts) {
            FulfilmentOrder target = present.remove(destination(draft.tenantOrderId()));
            if (target == null) {
                refusals.add(own(order, "The order goes to an address that it did not go to when it was exported"));
            } else if (!target.cancelled()) {
                patch(target, draft.order(), OrderDifference::consumer, changed, refusals, deadline);
                patch(target, draft.order(), OrderDifference::lines, changed, refusals, deadline);
            }
        }
        present.values().stream()
                .filter(left -> !left.cancelled())
                .forEach(left ->
                        refusals.add(own(order, "Nothing of the order goes to " + left.tenantOrderId() + " any more")));
    }

    private void patch(
            FulfilmentOrder target,
            ObjectNode draft,
            BiFunction<FulfilmentOrder, ObjectNode, Optional<ObjectNode>> difference,
            List<String> changed,
            List<Refusal> refusals,
            Deadline deadline) {
        try {
            boolean done = Conflicts.resolved(() -> {
                FulfilmentClient client = platform.within(deadline);
                FulfilmentOrder fresh = client.orders().get(target.id());
                Optional<ObjectNode> change = difference.apply(fresh, draft);
                change.ifPresent(body -> client.orders().patch(fresh.id(), body.put("version", fresh.version())));
                return change.isPresent();
            });
            if (done) {
                changed.add(target.id());
            }
        } catch (FulfilmentRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            refusals.add(Refusal.by(refused, Objects.requireNonNullElse(target.tenantOrderId(), target.id())));
        }
    }

    private static Refusal own(JsonNode order, String reason) {
        String name = Texts.field(order, "orderNumber")
                .orElseGet(() -> order.path("id").asText());
        return new Refusal(name, reason, reason);
    }

    private static String destination(FulfilmentOrder order) {
        return destination(String.valueOf(order.tenantOrderId()));
    }

    /** The number may have been given after the export, so only what follows it tells destinations apart. */
    private static String destination(String tenantOrderId) {
        int mark = tenantOrderId.indexOf('#');
        return mark < 0 ? "" : tenantOrderId.substring(mark);
    }
}
