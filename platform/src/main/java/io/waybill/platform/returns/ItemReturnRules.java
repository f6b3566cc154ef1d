package io.waybill.platform.returns;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What can be done with one item return of a job. Pure; quantities are counted anew after every change. */
final class ItemReturnRules {
    private ItemReturnRules() {}

    /**
     * Goods come back, or are announced.
     *
     * @throws Rejection 422 when the job is over or more comes back than was delivered, 400 for an unknown line
     */
    static ItemReturnJob add(ItemReturnJob job, ItemReturnForCreation given, Identifiers identifiers, Instant now) {
        ItemReturnJobRules.requireLive(job);
        if (!given.status().isCounted()) {
            throw Rejection.invalid("status must not be " + given.status() + " for a new item return");
        }
        if (job.itemReturns().size() >= ItemReturnJob.MOST_RETURNS) {
            throw Rejection.ruleBroken("Item return job " + job.id() + " has " + ItemReturnJob.MOST_RETURNS
                    + " item returns; it takes no more");
        }
        List<ItemReturn> all = new ArrayList<>(job.itemReturns());
        all.add(ItemReturnBuilder.builder()
                .id(identifiers.next())
                .created(now)
                .lastModified(now)
                .status(given.status())
                .returnFacilityRef(given.returnFacilityRef())
                .tenantOrderId(job.tenantOrderId())
                .returnedLineItems(units(job.returnableLineItems(), given.returnedLineItems(), identifiers))
                .returnedNotReturnableLineItems(
                        given.returnedNotReturnableLineItems() == null
                                ? null
                                : units(job.notReturnable(), given.returnedNotReturnableLineItems(), identifiers))
                .scannableCodes(given.scannableCodes())
                .build());
        return ReturnQuantities.counted(begun(job.withItemReturns(all), given.status()));
    }

    /** @throws Rejection 422 when the item return's status does not allow it, 404 when there is none */
    static ItemReturnJob act(ItemReturnJob job, String itemReturnId, ItemReturnAction.Name action, Instant now) {
        ItemReturnJobRules.requireLive(job);
        ItemReturn before = job.itemReturn(itemReturnId);
        if (!action.sources().contains(before.status())) {
            throw Rejection.ruleBroken("Item return " + itemReturnId + " is " + before.status() + "; it can become "
                    + action.target() + " only from " + action.sources());
        }
        return ReturnQuantities.counted(
                begun(changed(job, before, now, each -> each.withStatus(action.target())), action.target()));
    }

    /** @throws Rejection 422 when it is finished, 404 when there is none */
    static ItemReturnJob remove(ItemReturnJob job, String itemReturnId) {
        ItemReturnJobRules.requireLive(job);
        ItemReturn gone = job.itemReturn(itemReturnId);
        if (gone.status() == ItemReturnStatus.FINISHED) {
            throw Rejection.ruleBroken("Item return " + itemReturnId + " is FINISHED; what came back stays on record");
        }
        return ReturnQuantities.counted(job.withItemReturns(job.itemReturns().stream()
                .filter(each -> !each.id().equals(itemReturnId))
                .toList()));
    }

    /** @throws Rejection as {@link #add}, or 422 when the item return is over */
    static ItemReturnJob replace(
            ItemReturnJob job,
            String itemReturnId,
            List<ItemReturnForCreation.Line> lines,
            Kind kind,
            Identifiers identifiers,
            Instant now) {
        ItemReturnJobRules.requireLive(job);
        ItemReturn before = job.itemReturn(itemReturnId);
        if (!before.status().isLive()) {
            throw Rejection.ruleBroken(
                    "Item return " + itemReturnId + " is " + before.status() + "; its lines can no longer be replaced");
        }
        List<ItemReturnLineItem> units = units(kind.linesOf(job), lines, identifiers);
        return ReturnQuantities.counted(changed(job, before, now, each -> kind.with(each, units)));
    }

    /**
     * Somebody decides about a unit, also after the item return is finished.
     *
     * @throws Rejection 422 when the item return was called off or more comes back than was delivered, 404 for an unknown unit, 400
     *     for a refund that is both a share and an amount
     */
    static ItemReturnJob update(
            ItemReturnJob job,
            String itemReturnId,
            String lineId,
            ItemReturnForCreation.LineUpdate update,
            Kind kind,
            Instant now) {
        ItemReturn before = job.itemReturn(itemReturnId);
        if (!before.status().isCounted()) {
            throw Rejection.ruleBroken(
                    "Item return " + itemReturnId + " is " + before.status() + "; its lines can no longer be changed");
        }
        if (kind.unitsOf(before).stream().noneMatch(unit -> unit.id().equals(lineId))) {
            throw Rejection.notFound("Returned line item", lineId);
        }
        ItemReturnLineItem.Refund refund = update.refund();
        if (refund != null && (refund.percent() == null) == (refund.price() == null)) {
            throw Rejection.invalid("refund must have either percent or price");
        }
        List<ItemReturnLineItem> units = kind.unitsOf(before).stream()
                .map(unit -> unit.id().equals(lineId) ? updated(unit, update) : unit)
                .toList();
        return ReturnQuantities.counted(changed(job, before, now, each -> kind.with(each, units)));
    }

    private static ItemReturnLineItem updated(ItemReturnLineItem unit, ItemReturnForCreation.LineUpdate update) {
        return unit.with(change -> {
            if (update.status() != null) {
                change.status(update.status());
            }
            if (update.decisionReason() != null) {
                change.decisionReason(update.decisionReason().answered());
            }
            if (update.refund() != null) {
                change.refund(update.refund());
            }
        });
    }

    private static List<ItemReturnLineItem> units(
            List<ItemReturnJobLineItem> lines, List<ItemReturnForCreation.Line> given, Identifiers identifiers) {
        return given.stream()
                .map(unit -> unit.unitOf(lineOf(lines, unit), identifiers))
                .toList();
    }

    private static ItemReturnJobLineItem lineOf(List<ItemReturnJobLineItem> lines, ItemReturnForCreation.Line unit) {
        ItemReturnJobLineItem line = lines.stream()
                .filter(each -> each.id().equals(unit.itemReturnJobLineItemRef()))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("itemReturnJobLineItemRef " + unit.itemReturnJobLineItemRef()
                        + " is not the id of such a line item of the job"));
        if (unit.tenantArticleId() != null
                && !unit.tenantArticleId().equals(line.article().tenantArticleId())) {
            throw Rejection.invalid("tenantArticleId " + unit.tenantArticleId() + " is not the article of line item "
                    + line.id() + ", which is " + line.article().tenantArticleId());
        }
        return line;
    }

    /** Work on returns begins with the first one that is at hand. */
    private static ItemReturnJob begun(ItemReturnJob job, ItemReturnStatus status) {
        boolean atHand = Stream.of(ItemReturnStatus.IN_PROGRESS, ItemReturnStatus.PAUSED, ItemReturnStatus.FINISHED)
                .anyMatch(each -> each == status);
        return atHand && job.status() == ItemReturnJobStatus.OPEN
                ? job.withStatus(ItemReturnJobStatus.IN_PROGRESS)
                : job;
    }

    private static ItemReturnJob changed(
            ItemReturnJob job, ItemReturn before, Instant now, UnaryOperator<ItemReturn> change) {
        return job.withItemReturns(job.itemReturns().stream()
                .map(each -> each.id().equals(before.id()) ? change.apply(each).withLastModified(now) : each)
                .toList());
    }

    /** Units that may be returned, and units that came although they may not. */
    enum Kind {
        RETURNABLE,
        NOT_RETURNABLE;

        private List<ItemReturnJobLineItem> linesOf(ItemReturnJob job) {
            return this == RETURNABLE ? job.returnableLineItems() : job.notReturnable();
        }

        private List<ItemReturnLineItem> unitsOf(ItemReturn itemReturn) {
            return this == RETURNABLE ? itemReturn.returnedLineItems() : itemReturn.returnedNotReturnable();
        }

        private ItemReturn with(ItemReturn itemReturn, List<ItemReturnLineItem> units) {
            return this == RETURNABLE
                    ? itemReturn.withReturnedLineItems(units)
                    : itemReturn.withReturnedNotReturnableLineItems(units);
        }
    }
}
