package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.outcome.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Cancels on the platform what the shop cancelled or deleted. Of an order with several parts, each that can still be
 * cancelled is; the shop's order says which could not, and why.
 */
public final class CancelOnPlatform {
    private final FulfilmentClient platform;
    private final PlatformOrders platformOrders;
    private final ReportRefusal report;
    private final String field;
    private final Optional<String> rejectedState;

    /**
     * On that platform.
     *
     * @param field of the shop's order that takes the reason of a refusal
     * @param rejectedState key of the workflow state that a refusal leads to
     */
    public CancelOnPlatform(
            FulfilmentClient platform, ReportRefusal report, String field, Optional<String> rejectedState) {
        this.platform = platform;
        this.platformOrders = new PlatformOrders(platform);
        this.report = report;
        this.field = field;
        this.rejectedState = rejectedState;
    }

    /**
     * Cancels.
     *
     * @param order empty when it was deleted
     * @param became the platform's orders that are known already
     */
    Outcome cancel(
            String orderId,
            Optional<JsonNode> order,
            Optional<String> knownNumber,
            List<String> became,
            Deadline deadline) {
        List<String> cancelled = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Set<String> ids = ids(orderId, order, knownNumber, became, deadline);
        for (String id : ids) {
            cancelOne(id, cancelled, refusals, deadline);
        }
        if (!refusals.isEmpty()) {
            boolean told = order.isPresent() && report.report(order.get(), field, refusals, rejectedState, deadline);
            return told
                    ? new Outcome.Done("the platform refused to cancel, and the order says so"
                            + (cancelled.isEmpty() ? "" : "; cancelled " + String.join(", ", cancelled)))
                    : Refusal.parked(refusals);
        }
        // An order that is on another platform has its answer from there.
        order.filter(present -> !ids.isEmpty()).ifPresent(present -> report.clear(present, field, deadline));
        return cancelled.isEmpty()
                ? new Outcome.Ignored("There is nothing to cancel on the platform")
                : new Outcome.Done("cancelled " + String.join(", ", cancelled));
    }

    /** A cancellation that the shop took back needs no answer any more. */
    void takenBack(JsonNode order, Deadline deadline) {
        report.clear(order, field, deadline);
    }

    private Set<String> ids(
            String orderId,
            Optional<JsonNode> order,
            Optional<String> knownNumber,
            List<String> became,
            Deadline deadline) {
        Set<String> ids = new LinkedHashSet<>(became);
        List<String> candidates =
                order.map(TenantOrderIds::candidates).orElseGet(() -> TenantOrderIds.bases(orderId, knownNumber));
        for (String candidate : candidates) {
            platformOrders.ours(candidate, orderId, deadline).forEach(found -> ids.add(found.id()));
        }
        return ids;
    }

    private void cancelOne(String id, List<String> cancelled, List<Refusal> refusals, Deadline deadline) {
        try {
            boolean done = Conflicts.resolved(() -> {
                FulfilmentOrder order = platform.within(deadline).orders().get(id);
                if (order.cancelled()) {
                    return false;
                }
                platform.within(deadline).orders().cancel(id, order.version());
                return true;
            });
            if (done) {
                cancelled.add(id);
            }
        } catch (FulfilmentRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            if (!refused.notFound()) {
                refusals.add(Refusal.by(refused, name(id, deadline)));
            }
        }
    }

    private String name(String id, Deadline deadline) {
        return Objects.requireNonNullElse(
                platform.within(deadline).orders().get(id).tenantOrderId(), id);
    }
}
