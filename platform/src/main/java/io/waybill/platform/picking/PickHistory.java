package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.orders.ProcessHistoryEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the history of a process tells of its pick jobs. Pure. */
final class PickHistory {
    private PickHistory() {}

    /** A job was put before the staff. */
    static ProcessHistoryEntry created(PickJob job) {
        return entry(job, "OPERATIVE_TASK_CREATED");
    }

    /**
     * What a decision is called; empty when it is nothing people look for.
     *
     * @param after the job as it was stored
     */
    static Optional<ProcessHistoryEntry> of(PickDecision decision, PickJob after) {
        String type = type(decision);
        if (type == null) {
            return Optional.empty();
        }
        ProcessHistoryEntry entry = entry(after, type);
        if (type.equals("PICKING_DONE_INCOMPLETE") && entry.payload() instanceof ObjectNode payload) {
            ArrayNode items = payload.putArray("shortPickedItems");
            after.pickLineItems().stream()
                    .filter(PickLineItem::shortPicked)
                    .forEach(line -> items.addObject()
                            .put("quantity", line.quantity())
                            .put("picked", line.picked())
                            .putObject("article")
                            .put("title", line.article().title()));
        }
        return Optional.of(entry);
    }

    private static @Nullable String type(PickDecision decision) {
        PickJobStatus before = decision.before().status();
        PickJobStatus after = decision.after().status();
        if (decision.books()) {
            return decision.after().pickLineItems().stream().anyMatch(PickLineItem::shortPicked)
                    ? "PICKING_DONE_INCOMPLETE"
                    : "PICKING_DONE";
        }
        if (before == after) {
            return null;
        }
        return switch (after) {
            case OPEN -> decision.before().waitsForRelease() ? null : "PICKING_RESET";
            case IN_PROGRESS ->
                before == PickJobStatus.OPEN
                                || before == PickJobStatus.PAUSED
                                || before == PickJobStatus.WAITING_FOR_INPUT
                        ? "PICKING_IN_PROGRESS"
                        : "PICKING_RESTART";
            case PAUSED -> "PICKING_PAUSED";
            case ABORTED, REJECTED, CANCELED, OBSOLETE, REROUTED, EXPIRED ->
                decision.after().taken() == 0 && after == PickJobStatus.ABORTED
                        ? "PICKING_ABORTED_NO_ITEMS_PICKED"
                        : "PICKING_CANCELLED";
            case WAITING_FOR_INPUT, PICKED, CLOSED, RESTOWED -> null;
        };
    }

    private static ProcessHistoryEntry entry(PickJob job, String type) {
        return ProcessHistoryEntry.at(
                job.facilityRef(),
                job.shortId(),
                job.processId(),
                type,
                "PICKJOB",
                job.id(),
                job.status().name(),
                job.version());
    }
}
