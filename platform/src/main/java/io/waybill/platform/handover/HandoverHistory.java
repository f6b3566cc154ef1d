package io.waybill.platform.handover;

import io.waybill.platform.orders.ProcessHistoryEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the history of a process tells of its handover jobs. Pure. */
final class HandoverHistory {
    private HandoverHistory() {}

    /** What the new status of a job is called; empty when it is nothing people look for. */
    static Optional<ProcessHistoryEntry> of(Handoverjob job) {
        return switch (job.status()) {
            case HANDED_OVER ->
                Optional.of(entry(job, refusesItems(job) ? "HANDOVER_DONE_WITH_REFUSED_ITEMS" : "HANDOVER_DONE"));
            case CANCELED -> Optional.of(entry(job, "HANDOVER_CANCELED"));
            case OPEN, WAITING_FOR_INPUT, OBSOLETE -> Optional.empty();
        };
    }

    static ProcessHistoryEntry entry(Handoverjob job, String type) {
        return ProcessHistoryEntry.at(
                job.facilityRef(),
                job.shortIdentifier(),
                processOf(job),
                type,
                "HANDOVER",
                job.id(),
                job.status().name(),
                job.version());
    }

    /** A job without an order has a process of its own. */
    static String processOf(Handoverjob job) {
        return job.processId() == null ? job.id() : job.processId();
    }

    private static boolean refusesItems(Handoverjob job) {
        return job.handoverJobLineItems().stream()
                .anyMatch(line -> holds(line.refused())
                        || (line.substituteLineItems() != null
                                && line.substituteLineItems().stream()
                                        .anyMatch(substitute -> holds(substitute.refused()))));
    }

    private static boolean holds(@Nullable List<RefusedItem> refused) {
        return refused != null && !refused.isEmpty();
    }
}
