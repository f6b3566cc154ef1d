package io.waybill.platform.packing;

import static io.waybill.platform.packing.PackJobStatus.IN_PROGRESS;
import static io.waybill.platform.packing.PackJobStatus.OPEN;
import static io.waybill.platform.packing.PackJobStatus.PAUSED;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of packing: which command a job accepts in which status, and what becomes of it. Pure. */
final class PackRules {
    private PackRules() {}

    /**
     * Takes the commands in their order, all or none.
     *
     * @throws Rejection 422 when the job's status or its quantities do not allow one, 400 for an unknown line
     */
    static PackJob decide(PackJob before, List<? extends PackCommand> commands) {
        PackJob job = before;
        for (PackCommand command : commands) {
            job = taken(job, command);
        }
        return job;
    }

    /** The event of a change; null for one that the contract has no event for. */
    static @Nullable String event(PackJob before, PackJob after) {
        if (before.status() != after.status() && !after.status().isLive()) {
            return switch (after.status()) {
                case CLOSED -> "PACK_JOB_CLOSED";
                case CANCELED -> "PACK_JOB_CANCELED";
                default -> null;
            };
        }
        return "PACK_JOB_UPDATED";
    }

    private static PackJob taken(PackJob job, PackCommand command) {
        return switch (command) {
            case PackJobAction.ReplaceAssignedUsers replace ->
                job.withAssignedUsers(AssignedUserForCreation.assigned(replace.assignedUsers()));
            case PackJobAction.AddTargetTime add -> {
                if (job.targetTime() != null) {
                    throw Rejection.ruleBroken("Pack job " + job.id() + " has a target time; it is set once");
                }
                yield job.withTargetTime(add.targetTime());
            }
            case PackJobAction.UpdateRecordableAttributes update ->
                job.withLineItems(job.lineItems().stream()
                        .map(line -> line.withRecordableAttributes(RecordableAttributeUpdate.applied(
                                line.recordableAttributes(), update.recordableAttributeUpdates())))
                        .toList());
            case PackJobModification.ModifyPackLineItem modify ->
                modify.packed() == null ? job : packed(job, modify.id(), modify.packed());
            case PackJobModification.PausePackJob pause -> {
                PackJob packed = job;
                if (pause.packLineItemsUpdate() != null) {
                    for (PackJobModification.PackedUnits units : pause.packLineItemsUpdate()) {
                        packed = packed(packed, units.id(), units.packed());
                    }
                }
                yield moved(packed, PAUSED);
            }
            case PackJobModification.ModifyPackJob modify -> {
                PackJob changed =
                        modify.customAttributes() == null ? job : job.withCustomAttributes(modify.customAttributes());
                yield modify.status() == null || modify.status() == job.status()
                        ? changed
                        : moved(changed, modify.status());
            }
        };
    }

    private static PackJob packed(PackJob job, String lineId, long units) {
        requireLive(job, "its lines can be packed");
        List<PackLineItem> lines = new ArrayList<>(job.lineItems());
        for (int index = 0; index < lines.size(); index++) {
            PackLineItem line = lines.get(index);
            if (line.id().equals(lineId)) {
                if (units > line.quantity()) {
                    throw Rejection.ruleBroken("packed must be at most the quantity " + line.quantity()
                            + " of line item " + lineId + ", not " + units);
                }
                lines.set(index, line.withPacked(units));
                PackJob begun = job.status() == OPEN ? job.withStatus(IN_PROGRESS) : job;
                return begun.withLineItems(List.copyOf(lines));
            }
        }
        throw Rejection.invalid("Line item " + lineId + " is not a line of pack job " + job.id());
    }

    private static PackJob moved(PackJob job, PackJobStatus status) {
        requireLive(job, "it can become " + status);
        if (status == PAUSED && job.status() == OPEN) {
            throw Rejection.ruleBroken("Pack job " + job.id() + " is OPEN; only one in progress can be paused");
        }
        return job.withStatus(status);
    }

    private static void requireLive(PackJob job, String what) {
        if (!job.status().isLive()) {
            throw Rejection.ruleBroken("Pack job " + job.id() + " is " + job.status() + "; " + what
                    + " only while it is " + List.of(OPEN, IN_PROGRESS, PAUSED));
        }
    }
}
