package io.waybill.platform.returns;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done with the returns of an order as a whole. Pure. */
final class ItemReturnJobRules {
    private ItemReturnJobRules() {}

    /** @throws Rejection 422 when the job's status or its item returns do not allow it, 400 for an unknown line */
    static ItemReturnJob decide(ItemReturnJob job, ItemReturnJobAction action, Identifiers identifiers) {
        return switch (action) {
            case ItemReturnJobAction.Start ignored -> {
                require(job, ItemReturnJobStatus.OPEN, "started");
                yield job.withStatus(ItemReturnJobStatus.IN_PROGRESS);
            }
            case ItemReturnJobAction.Restart ignored -> {
                require(job, ItemReturnJobStatus.FINISHED, "restarted");
                yield job.withStatus(ItemReturnJobStatus.IN_PROGRESS);
            }
            case ItemReturnJobAction.Finish ignored -> finished(job);
            case ItemReturnJobAction.ToNotReturnable move -> {
                requireLive(job);
                requireUntouched(job, Set.copyOf(move.lineItemIds()));
                List<ItemReturnJobLineItem> moved = named(job.returnableLineItems(), move.lineItemIds(), "returnable");
                yield job.with(change -> change.returnableLineItems(without(job.returnableLineItems(), moved))
                        .notReturnableLineItems(joined(job.notReturnable(), moved)));
            }
            case ItemReturnJobAction.ToReturnable move -> {
                requireLive(job);
                requireUntouched(job, Set.copyOf(move.lineItemIds()));
                List<ItemReturnJobLineItem> moved = named(job.notReturnable(), move.lineItemIds(), "not returnable");
                yield job.with(change -> change.returnableLineItems(joined(job.returnableLineItems(), moved))
                        .notReturnableLineItems(without(job.notReturnable(), moved)));
            }
            case ItemReturnJobAction.ReplaceLines replace -> replaced(job, replace, identifiers);
        };
    }

    /**
     * The job with goods that were handed over: units of a line that it has are added there, others become lines of their own. A
     * job that was finished goes on, since these goods may come back as well.
     */
    static ItemReturnJob delivered(ItemReturnJob job, String facilityRef, List<ItemReturnJobLineItem> goods) {
        List<ItemReturnJobLineItem> returnable = new ArrayList<>(job.returnableLineItems());
        List<ItemReturnJobLineItem> kept = new ArrayList<>(job.notReturnable());
        for (ItemReturnJobLineItem line : goods) {
            if (!added(returnable, line) && !added(kept, line)) {
                returnable.add(line);
            }
        }
        List<String> origins = new ArrayList<>(job.originFacilityRefs());
        if (!origins.contains(facilityRef)) {
            origins.add(facilityRef);
        }
        return ReturnQuantities.counted(job.with(change -> change.returnableLineItems(returnable)
                .notReturnableLineItems(job.notReturnableLineItems() == null ? null : kept)
                .originFacilityRefs(origins)
                .status(
                        job.status().isLive()
                                ? job.status()
                                : job.itemReturns().isEmpty()
                                        ? ItemReturnJobStatus.OPEN
                                        : ItemReturnJobStatus.IN_PROGRESS)));
    }

    private static boolean added(List<ItemReturnJobLineItem> lines, ItemReturnJobLineItem goods) {
        for (int index = 0; index < lines.size(); index++) {
            ItemReturnJobLineItem line = lines.get(index);
            if (Objects.equals(line.globalLineItemId(), goods.globalLineItemId())
                    && line.article().tenantArticleId().equals(goods.article().tenantArticleId())) {
                lines.set(index, line.withDelivered(line.delivered() + goods.delivered()));
                return true;
            }
        }
        return false;
    }

    private static ItemReturnJob finished(ItemReturnJob job) {
        requireLive(job);
        job.itemReturns().stream()
                .filter(each -> each.status().isLive())
                .findFirst()
                .ifPresent(each -> {
                    throw Rejection.ruleBroken("Item return job " + job.id() + " can be finished once its item returns"
                            + " are finished or cancelled; item return " + each.id() + " is " + each.status());
                });
        return job.withStatus(ItemReturnJobStatus.FINISHED);
    }

    private static ItemReturnJob replaced(
            ItemReturnJob job, ItemReturnJobAction.ReplaceLines replace, Identifiers identifiers) {
        requireLive(job);
        List<ItemReturnJobLineItem> gone = new ArrayList<>();
        if (replace.returnableLineItems() != null) {
            gone.addAll(job.returnableLineItems());
        }
        if (replace.notReturnableLineItems() != null) {
            gone.addAll(job.notReturnable());
        }
        requireUntouched(job, gone.stream().map(ItemReturnJobLineItem::id).collect(Collectors.toSet()));
        return job.with(change -> {
            if (replace.returnableLineItems() != null) {
                change.returnableLineItems(ItemReturnJobForCreation.lines(replace.returnableLineItems(), identifiers));
            }
            if (replace.notReturnableLineItems() != null) {
                change.notReturnableLineItems(
                        ItemReturnJobForCreation.lines(replace.notReturnableLineItems(), identifiers));
            }
        });
    }

    private static List<ItemReturnJobLineItem> named(List<ItemReturnJobLineItem> lines, List<String> ids, String kind) {
        for (String id : ids) {
            if (lines.stream().noneMatch(line -> line.id().equals(id))) {
                throw Rejection.invalid(
                        "lineItemIds must be ids of " + kind + " line items of the job; " + id + " is not");
            }
        }
        return lines.stream().filter(line -> ids.contains(line.id())).toList();
    }

    private static List<ItemReturnJobLineItem> without(
            List<ItemReturnJobLineItem> lines, List<ItemReturnJobLineItem> moved) {
        return lines.stream().filter(line -> !moved.contains(line)).toList();
    }

    private static List<ItemReturnJobLineItem> joined(
            List<ItemReturnJobLineItem> lines, List<ItemReturnJobLineItem> moved) {
        List<ItemReturnJobLineItem> joined = new ArrayList<>(lines);
        joined.addAll(moved);
        return joined;
    }

    /** Units of item returns name their lines, so a line that came back stays what it is. */
    private static void requireUntouched(ItemReturnJob job, Set<String> lineIds) {
        for (ItemReturn each : job.itemReturns()) {
            each.lines()
                    .filter(unit -> lineIds.contains(unit.lineRef()))
                    .findFirst()
                    .ifPresent(unit -> {
                        throw Rejection.ruleBroken("Line item " + unit.lineRef()
                                + " stays as it is: units of it are in item return " + each.id());
                    });
        }
    }

    private static void require(ItemReturnJob job, ItemReturnJobStatus status, String what) {
        if (job.status() != status) {
            throw Rejection.ruleBroken("Item return job " + job.id() + " is " + job.status() + "; it can be " + what
                    + " only while it is " + status);
        }
    }

    /** @throws Rejection 422 when nothing of the job changes any more */
    static void requireLive(ItemReturnJob job) {
        if (!job.status().isLive()) {
            throw Rejection.ruleBroken("Item return job " + job.id() + " is " + job.status()
                    + "; it can be changed only while it is OPEN or IN_PROGRESS"
                    + (job.status() == ItemReturnJobStatus.FINISHED ? ", so restart it first" : ""));
        }
    }
}
