package io.waybill.platform.returns;

import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a process tells of its returns. Pure. */
final class ReturnHistory {
    private ReturnHistory() {}

    /** What people look for of what changed. */
    static List<ProcessHistoryEntry> entries(@Nullable ItemReturnJob before, ItemReturnJob after) {
        Map<String, ItemReturn> known = before == null
                ? Map.of()
                : before.itemReturns().stream().collect(Collectors.toMap(ItemReturn::id, Function.identity()));
        List<ProcessHistoryEntry> entries = new ArrayList<>();
        for (ItemReturn each : after.itemReturns()) {
            ItemReturn was = known.get(each.id());
            String type = was != null && was.status() == each.status() ? null : type(each.status());
            if (type != null) {
                entries.add(ProcessHistoryEntry.at(
                        each.returnFacilityRef(),
                        after.shortId(),
                        after.processRef(),
                        type,
                        "ITEM_RETURN",
                        each.id(),
                        each.status().name(),
                        after.version()));
            }
        }
        return entries;
    }

    private static @Nullable String type(ItemReturnStatus status) {
        return switch (status) {
            case ANNOUNCED -> "RETURN_ANNOUNCED";
            case FINISHED -> "RETURN_FINISHED";
            case CANCELED -> "RETURN_CANCELED";
            case OPEN, IN_PROGRESS, PAUSED, WAITING_FOR_INPUT, OBSOLETE -> null;
        };
    }

    /**
     * What the job means for its process. A job is there as soon as goods have left, whether any come back or not; so until one does
     * it does not count, and the process is finished without it.
     */
    static ProcessChange change(ItemReturnJob job) {
        return new ProcessChange(
                job.processRef(),
                ModuleEntity.ITEM_RETURN_JOB,
                job.id(),
                job.originFacilityRefs().isEmpty()
                        ? null
                        : job.originFacilityRefs().getFirst(),
                status(job));
    }

    private static EntityStatus status(ItemReturnJob job) {
        List<ItemReturnStatus> statuses =
                job.itemReturns().stream().map(ItemReturn::status).toList();
        return switch (job.status()) {
            case FINISHED -> EntityStatus.FINISHED;
            case CANCELED -> EntityStatus.CANCELED;
            case OPEN, IN_PROGRESS -> {
                if (statuses.stream().noneMatch(ItemReturnStatus::isCounted)) {
                    yield EntityStatus.OBSOLETE;
                }
                if (statuses.stream().noneMatch(ItemReturnStatus::isLive)) {
                    yield EntityStatus.FINISHED;
                }
                yield job.status() == ItemReturnJobStatus.OPEN ? EntityStatus.CREATED : EntityStatus.IN_PROGRESS;
            }
        };
    }
}
