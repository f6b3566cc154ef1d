package io.waybill.platform.picking;

import static io.waybill.platform.picking.PickJobStatus.ABORTED;
import static io.waybill.platform.picking.PickJobStatus.CANCELED;
import static io.waybill.platform.picking.PickJobStatus.CLOSED;
import static io.waybill.platform.picking.PickJobStatus.IN_PROGRESS;
import static io.waybill.platform.picking.PickJobStatus.OBSOLETE;
import static io.waybill.platform.picking.PickJobStatus.OPEN;
import static io.waybill.platform.picking.PickJobStatus.PAUSED;
import static io.waybill.platform.picking.PickJobStatus.WAITING_FOR_INPUT;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.PickDecision.PickFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of picking: which command a job accepts in which status, and what becomes of it. Pure: time and ids are
 * passed in, nothing is read or written. An instance serves one decision and is not thread-safe.
 *
 * <p>A job that is picked goes straight on to CLOSED, unless it was picked short and all of its plan may go elsewhere:
 * then it stays PICKED until that is decided. A job of
 * which nothing was picked never becomes CLOSED but ABORTED (the contract's rule for the CLOSE action).
 */
final class PickRules {
    private static final Set<PickJobStatus> PROTECTED = Set.of(ABORTED, CANCELED, OBSOLETE);

    private final Instant now;
    private final Identifiers identifiers;
    private final PickingSettings settings;
    private final List<PickFact> facts = new ArrayList<>();
    private PickJob job;
    private boolean asItIs;

    private PickRules(PickJob job, Instant now, Identifiers identifiers, PickingSettings settings) {
        this.job = job;
        this.now = now;
        this.identifiers = identifiers;
        this.settings = settings;
    }

    /**
     * Takes the commands in their order, all or none.
     *
     * @throws Rejection 422 when the job's status or its quantities do not allow one, 400 for an unknown line
     */
    static PickDecision decide(
            PickJob before,
            List<? extends PickCommand> commands,
            Instant now,
            Identifiers identifiers,
            PickingSettings settings) {
        PickRules rules = new PickRules(before, now, identifiers, settings);
        commands.forEach(rules::take);
        return new PickDecision(before, rules.job, List.copyOf(rules.facts), rules.asItIs);
    }

    private void take(PickCommand command) {
        switch (command) {
            case PickJobAction.Start ignored -> start();
            case PickJobAction.Pause ignored -> pause();
            case PickJobAction.ModifyLines modify -> modifyLines(modify.pickJobLineItemUpdates());
            case PickJobAction.Pick pick -> {
                modifyLines(pick.lineItems());
                finish("PICK");
            }
            case PickJobAction.Close ignored -> finish("CLOSE");
            case PickJobAction.Abort ignored -> abort();
            case PickJobAction.Reset ignored -> reset();
            case PickJobAction.Restart ignored -> restart();
            case PickJobAction.Cancel ignored -> end(CANCELED, "PICK_JOB_CANCELED");
            case PickJobAction.Obsolete ignored -> end(OBSOLETE, null);
            case PickJobAction.ReplaceAssignedUsers replace ->
                job = job.withAssignedUsers(AssignedUserForCreation.assigned(replace.assignedUsers()));
            case PickJobAction.AddTargetTime add -> addTargetTime(add.targetTime());
            case PickJobAction.UpdateRecordableAttributes update ->
                recordAttributes(update.recordableAttributeUpdates());
            case PickJobModification.ModifyPickLineItem modify -> modifyLines(List.of(modify.update()));
            case PickJobModification.ModifyPickJob modify -> modifyJob(modify);
            case PickJobModification.RestartPickJob ignored -> restart();
            case PickJobModification.ResetPickJob ignored -> reset();
            case PickJobModification.AbortPickJob ignored -> abort();
            case PickJobModification.ModifyPickJobLastEditor ignored -> {
                // The editor is noted on every change; this one changes nothing else.
            }
            case PickCommand.SetDetails details -> setDetails(details);
            case PickCommand.Give give -> give(give);
            case PickCommand.Release ignored -> release();
        }
    }

    private void start() {
        require("START", OPEN, PAUSED, WAITING_FOR_INPUT);
        if (job.waitsForRelease()) {
            throw Rejection.ruleBroken("Pick job " + job.id() + " waits for its release time; set its status to OPEN "
                    + "to begin earlier");
        }
        job = job.with(change -> change.status(IN_PROGRESS)
                .pickLineItems(job.pickLineItems().stream()
                        .map(line -> line.status() == PickLineItemStatus.OPEN
                                ? line.withStatus(PickLineItemStatus.IN_PROGRESS)
                                : line)
                        .toList()));
        told("PICK_JOB_PICKING_COMMENCED");
    }

    private void release() {
        if (job.waitsForRelease()) {
            job = job.with(change -> change.status(OPEN).subStatus(null));
            told("PICK_JOB_OPENED");
        }
    }

    private void pause() {
        require("PAUSE", IN_PROGRESS);
        job = job.withStatus(PAUSED);
        told("PICK_JOB_PICKING_PAUSED");
    }

    private void modifyLines(List<PickLineUpdate> updates) {
        requireLive("The lines can be changed");
        List<PickLineItem> lines = new ArrayList<>(job.pickLineItems());
        List<PickLineItem> picked = new ArrayList<>();
        for (PickLineUpdate update : updates) {
            int index = indexOf(lines, update.id());
            PickLineItem before = lines.get(index);
            PickLineItem after = PickLineRules.changed(before, update, now, identifiers);
            lines.set(index, after);
            if (after.picked() != before.picked() || after.taken() != before.taken()) {
                picked.add(after);
            }
        }
        if (job.status() == OPEN) {
            start();
            // The lines that were not named have been started with the job.
            for (int index = 0; index < lines.size(); index++) {
                if (lines.get(index).status() == PickLineItemStatus.OPEN) {
                    lines.set(index, lines.get(index).withStatus(PickLineItemStatus.IN_PROGRESS));
                }
            }
        }
        job = job.withPickLineItems(List.copyOf(lines));
        picked.forEach(line -> facts.add(new PickFact("PICK_JOB_PICK_LINE_PICKED", line)));
    }

    private void finish(String action) {
        requireLive(action + " is possible");
        asItIs = action.equals("CLOSE") || action.equals("CLOSED");
        if (job.taken() == 0) {
            job = job.with(change -> change.status(ABORTED)
                    .subStatus(PickJobSubStatus.ZERO_PICKED)
                    .pickLineItems(closedLines())
                    .resetBlocked(true));
            told("PICK_JOB_ABORTED");
            return;
        }
        boolean shortPicked = job.pickLineItems().stream().anyMatch(PickLineItem::shortPicked);
        job = job.with(change -> change.status(CLOSED)
                .subStatus(shortPicked ? PickJobSubStatus.SHORT_PICKED : null)
                .pickLineItems(closedLines())
                .resetBlocked(true));
        told("PICK_JOB_PICKING_FINISHED");
    }

    private List<PickLineItem> closedLines() {
        return job.pickLineItems().stream()
                .map(line -> line.withStatus(PickLineItemStatus.CLOSED))
                .toList();
    }

    private void abort() {
        requireLive("ABORT is possible");
        job = job.with(change -> change.status(ABORTED)
                .subStatus(PickJobSubStatus.PICK_JOB_ABORTED)
                .resetBlocked(true));
        told("PICK_JOB_ABORTED");
    }

    private void end(PickJobStatus status, @Nullable String event) {
        requireAlive(status + " is possible");
        job = job.with(change -> change.status(status).resetBlocked(true));
        if (event != null) {
            told(event);
        }
    }

    private void reset() {
        requireUnblocked("reset");
        job = job.with(change -> change.status(OPEN)
                .subStatus(null)
                .pickLineItems(
                        job.pickLineItems().stream().map(PickLineRules::cleared).toList()));
        told("PICK_JOB_RESET");
    }

    private void restart() {
        if (!settings.restartActive()) {
            throw Rejection.ruleBroken("restartPickJobConfiguration.active is false, so pick jobs cannot be restarted");
        }
        requireUnblocked("restarted");
        if (job.status() == OPEN) {
            throw Rejection.ruleBroken("Pick job " + job.id() + " is OPEN; START begins it");
        }
        job = job.with(change -> change.status(IN_PROGRESS).subStatus(null));
        told("PICK_JOB_PICKING_COMMENCED");
    }

    private void addTargetTime(Instant targetTime) {
        if (job.deliveryinformation().targetTime() != null) {
            throw Rejection.ruleBroken("Pick job " + job.id() + " has a target time; it is set once");
        }
        job = job.withDeliveryinformation(job.deliveryinformation().withTargetTime(targetTime));
    }

    private void recordAttributes(List<RecordableAttributeUpdate> updates) {
        Set<String> known = new java.util.HashSet<>();
        job.pickLineItems().forEach(line -> {
            if (line.recordableAttributes() != null) {
                line.recordableAttributes().forEach(attribute -> known.add(attribute.id()));
            }
        });
        updates.forEach(update -> {
            if (!known.contains(update.recordableAttributeId())) {
                throw Rejection.invalid("recordableAttributeId " + update.recordableAttributeId()
                        + " is not an attribute of a line of pick job " + job.id());
            }
        });
        job = job.withPickLineItems(job.pickLineItems().stream()
                .map(line -> line.withRecordableAttributes(
                        RecordableAttributeUpdate.applied(line.recordableAttributes(), updates)))
                .toList());
    }

    private void modifyJob(PickJobModification.ModifyPickJob modify) {
        setDetails(new PickCommand.SetDetails(
                modify.customAttributes(), modify.paymentInformation(), modify.preferredPickingMethods()));
        PickJobStatus status = modify.status();
        if (status == null || status == job.status()) {
            return;
        }
        if (PROTECTED.contains(status)) {
            throw Rejection.invalid("status " + status + " cannot be set by ModifyPickJob; there is an action for it");
        }
        switch (status) {
            case OPEN -> {
                requireUnblocked("opened");
                job = job.with(change -> change.status(OPEN).subStatus(job.waitsForRelease() ? null : job.subStatus()));
                told("PICK_JOB_OPENED");
            }
            case IN_PROGRESS -> start();
            case PAUSED -> pause();
            case PICKED, CLOSED -> finish(status.name());
            default -> give(new PickCommand.Give(status, job.subStatus()));
        }
    }

    private void setDetails(PickCommand.SetDetails details) {
        job = job.with(change -> {
            if (details.customAttributes() != null) {
                change.customAttributes(details.customAttributes());
            }
            if (details.paymentInformation() != null) {
                change.paymentInformation(details.paymentInformation());
            }
            if (details.preferredPickingMethods() != null) {
                change.preferredPickingMethods(details.preferredPickingMethods());
            }
        });
    }

    private void give(PickCommand.Give give) {
        if (give.status() == PickJobStatus.REROUTED && job.status().isGivenUp()) {
            job = job.withStatus(PickJobStatus.REROUTED).withSubStatus(give.subStatus());
            told("PICK_JOB_REROUTED");
            return;
        }
        if (give.status() == CLOSED) {
            require("CLOSED", PickJobStatus.PICKED);
            job = job.withStatus(CLOSED);
            return;
        }
        if (give.status() == PickJobStatus.RESTOWED) {
            require("RESTOWED", ABORTED, CANCELED, PickJobStatus.REROUTED, PickJobStatus.REJECTED);
        } else {
            requireAlive(give.status() + " is possible");
        }
        job = job.with(change -> change.status(give.status())
                .subStatus(give.subStatus())
                .resetBlocked(!give.status().isLive()));
        switch (give.status()) {
            case REROUTED -> told("PICK_JOB_REROUTED");
            case REJECTED -> told("PICK_JOB_ABORTED");
            default -> {
                // The contract knows no event for the others.
            }
        }
    }

    private void told(String event) {
        facts.add(new PickFact(event, null));
    }

    private void require(String action, PickJobStatus... allowed) {
        if (!List.of(allowed).contains(job.status())) {
            throw Rejection.ruleBroken("Pick job " + job.id() + " is " + job.status() + "; " + action
                    + " is possible in " + List.of(allowed));
        }
    }

    private void requireLive(String what) {
        if (job.status() == PickJobStatus.PICKED) {
            throw Rejection.ruleBroken(
                    "Pick job " + job.id()
                            + " is PICKED and waits for the decision whether somebody else serves it; nothing can be changed now");
        }
        requireAlive(what);
    }

    private void requireAlive(String what) {
        if (!job.status().isLive()) {
            throw Rejection.ruleBroken("Pick job " + job.id() + " is " + job.status() + "; " + what
                    + " only while it is OPEN, WAITING_FOR_INPUT, IN_PROGRESS or PAUSED");
        }
    }

    private void requireUnblocked(String done) {
        if (job.resetBlocked() || !job.status().isLive()) {
            throw Rejection.ruleBroken(
                    "Pick job " + job.id() + " is " + job.status() + " and can no longer be " + done);
        }
    }

    private int indexOf(List<PickLineItem> lines, String id) {
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).id().equals(id)) {
                return index;
            }
        }
        throw Rejection.invalid("Line item " + id + " is not a line of pick job " + job.id());
    }
}
