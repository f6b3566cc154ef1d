package io.waybill.platform.handover;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of handing over: which command a job accepts in which status, and what becomes of it. Pure. */
final class HandoverRules {
    private HandoverRules() {}

    /**
     * Takes the commands in their order, all or none.
     *
     * @throws Rejection 422 when the job's status or its quantities do not allow one, 400 for an unknown line
     */
    static Handoverjob decide(Handoverjob before, List<? extends HandoverCommand> commands) {
        Handoverjob job = before;
        for (HandoverCommand command : commands) {
            job = taken(job, command);
        }
        return job;
    }

    private static Handoverjob taken(Handoverjob job, HandoverCommand command) {
        return switch (command) {
            case HandoverCommand.Cancel cancel ->
                cancelled(job, cancel.payload().handoverJobCancelReason());
            case HandoverCommand.CancelHandoverjob cancel -> cancelled(job, cancel.handoverJobCancelReason());
            case HandoverCommand.Finish finish -> {
                requireLive(job, "it can be finished");
                Handoverjob counted = job;
                for (HandoverCommand.FinishedLine line : finish.lineItems()) {
                    counted = line(counted, line.id(), item -> finished(item, line));
                }
                Handoverjob named = counted;
                yield handedOver(
                        named,
                        item -> finish.lineItems().stream()
                                .anyMatch(line -> line.id().equals(item.id())));
            }
            case HandoverCommand.UpdateLineItem update -> {
                requireLive(job, "its lines can be changed");
                yield line(job, update.lineItem().id(), item -> updated(item, update.lineItem()));
            }
            case HandoverCommand.WaitForInput ignored -> {
                requireLive(job, "it can wait for input");
                yield job.withStatus(HandoverjobStatus.WAITING_FOR_INPUT);
            }
            case HandoverCommand.ReplaceAssignedUsers replace ->
                job.withAssignedUsers(AssignedUserForCreation.assigned(replace.assignedUsers()));
            case HandoverCommand.AddTargetTime ignored ->
                throw Rejection.ruleBroken("Handover job " + job.id() + " has a target time; it is set once");
            case HandoverCommand.UpdateRecordableAttributes update ->
                job.withHandoverJobLineItems(job.handoverJobLineItems().stream()
                        .map(item -> item.withRecordableAttributes(RecordableAttributeUpdate.applied(
                                item.recordableAttributes(), update.recordableAttributeUpdates())))
                        .toList());
            case HandoverCommand.ModifyHandoverjob modify -> modified(job, modify);
        };
    }

    /** All goods are handed over, but for what was refused. */
    static Handoverjob handedOver(Handoverjob job) {
        return handedOver(job, item -> false);
    }

    private static Handoverjob handedOver(Handoverjob job, Function<HandoverLineItem, Boolean> counted) {
        requireLive(job, "it can be handed over");
        return job.with(change -> change.status(HandoverjobStatus.HANDED_OVER)
                .handoverJobLineItems(job.handoverJobLineItems().stream()
                        .map(item -> (counted.apply(item)
                                        ? item
                                        : item.withHandedOverQuantity(item.quantity() - units(item.refused())))
                                .withStatus("CLOSED"))
                        .toList()));
    }

    static Handoverjob cancelled(Handoverjob job, HandoverJobCancelReason reason) {
        requireLive(job, "it can be cancelled");
        return job.with(change -> change.status(HandoverjobStatus.CANCELED).cancelReason(reason));
    }

    private static Handoverjob modified(Handoverjob job, HandoverCommand.ModifyHandoverjob modify) {
        Handoverjob changed = job.with(change -> change.fullIdentifier(
                        modify.fullIdentifier() == null ? job.fullIdentifier() : modify.fullIdentifier())
                .recipientAddress(
                        modify.recipientAddress() == null ? job.recipientAddress() : modify.recipientAddress())
                .invoiceAddress(modify.invoiceAddress() == null ? job.invoiceAddress() : modify.invoiceAddress())
                .customAttributes(
                        modify.customAttributes() == null ? job.customAttributes() : modify.customAttributes()));
        if (modify.status() == null || modify.status() == job.status()) {
            return changed;
        }
        requireLive(changed, "it can become " + modify.status());
        return switch (modify.status()) {
            case HANDED_OVER -> handedOver(changed);
            case CANCELED ->
                throw Rejection.invalid("status CANCELED needs a reason: use CancelHandoverjob or the action CANCEL");
            case OPEN, WAITING_FOR_INPUT, OBSOLETE -> changed.withStatus(modify.status());
        };
    }

    private static HandoverLineItem finished(HandoverLineItem item, HandoverCommand.FinishedLine line) {
        List<RefusedItem> refused = line.refused() == null ? item.refused() : line.refused();
        requireWithin(item.id(), line.handedOverQuantity() + units(refused), item.quantity());
        List<HandoverSubstituteLineItem> substitutes = item.substituteLineItems();
        if (line.substituteLineItems() != null && substitutes != null) {
            for (HandoverCommand.FinishedSubstitute wanted : line.substituteLineItems()) {
                substitutes = substitute(substitutes, wanted.id(), substitute -> {
                    List<RefusedItem> left = wanted.refused() == null ? substitute.refused() : wanted.refused();
                    requireWithin(substitute.id(), wanted.handedOverQuantity() + units(left), substitute.quantity());
                    return with(substitute, wanted.handedOverQuantity(), left);
                });
            }
        }
        List<HandoverSubstituteLineItem> counted = substitutes;
        return item.with(change -> change.handedOverQuantity(line.handedOverQuantity())
                .refused(refused)
                .substituteLineItems(counted));
    }

    private static HandoverLineItem updated(HandoverLineItem item, HandoverCommand.LineUpdate update) {
        List<RefusedItem> refused = update.refused() == null ? item.refused() : update.refused();
        requireWithin(item.id(), units(refused), item.quantity());
        List<HandoverSubstituteLineItem> substitutes = item.substituteLineItems();
        if (update.substituteItems() != null && substitutes != null) {
            for (HandoverCommand.SubstituteUpdate wanted : update.substituteItems()) {
                substitutes = substitute(substitutes, wanted.id(), substitute -> {
                    requireWithin(substitute.id(), units(wanted.refused()), substitute.quantity());
                    return with(substitute, substitute.handedOverQuantity(), wanted.refused());
                });
            }
        }
        List<HandoverSubstituteLineItem> changed = substitutes;
        return item.with(change -> change.refused(refused)
                .status(update.status() == null ? item.status() : update.status())
                .substituteLineItems(changed));
    }

    private static HandoverSubstituteLineItem with(
            HandoverSubstituteLineItem substitute, @Nullable Long handedOver, @Nullable List<RefusedItem> refused) {
        return new HandoverSubstituteLineItem(
                substitute.id(),
                substitute.article(),
                substitute.quantity(),
                handedOver,
                substitute.pickedAt(),
                substitute.priority(),
                refused,
                substitute.scannableCodes());
    }

    private static List<HandoverSubstituteLineItem> substitute(
            List<HandoverSubstituteLineItem> substitutes,
            String id,
            Function<HandoverSubstituteLineItem, HandoverSubstituteLineItem> change) {
        if (substitutes.stream().noneMatch(substitute -> substitute.id().equals(id))) {
            throw Rejection.invalid("Substitute " + id + " is not a substitute of the line item");
        }
        return substitutes.stream()
                .map(substitute -> substitute.id().equals(id) ? change.apply(substitute) : substitute)
                .toList();
    }

    private static Handoverjob line(Handoverjob job, String id, Function<HandoverLineItem, HandoverLineItem> change) {
        if (job.handoverJobLineItems().stream().noneMatch(item -> item.id().equals(id))) {
            throw Rejection.invalid("Line item " + id + " is not a line of handover job " + job.id());
        }
        return job.withHandoverJobLineItems(job.handoverJobLineItems().stream()
                .map(item -> item.id().equals(id) ? change.apply(item) : item)
                .toList());
    }

    private static long units(@Nullable List<RefusedItem> refused) {
        return refused == null
                ? 0
                : refused.stream().mapToLong(RefusedItem::quantity).sum();
    }

    private static void requireWithin(String id, long units, long quantity) {
        if (units > quantity) {
            throw Rejection.ruleBroken("What is handed over or refused of line item " + id
                    + " must be at most its quantity " + quantity + ", not " + units);
        }
    }

    private static void requireLive(Handoverjob job, String what) {
        if (!job.status().isLive()) {
            throw Rejection.ruleBroken("Handover job " + job.id() + " is " + job.status() + "; " + what
                    + " only while it is OPEN or WAITING_FOR_INPUT");
        }
    }
}
