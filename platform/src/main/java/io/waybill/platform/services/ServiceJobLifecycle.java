package io.waybill.platform.services;

import static io.waybill.platform.services.ServiceJobStatus.CANCELLED;
import static io.waybill.platform.services.ServiceJobStatus.FINISHED;
import static io.waybill.platform.services.ServiceJobStatus.IN_PROGRESS;
import static io.waybill.platform.services.ServiceJobStatus.NOT_READY;
import static io.waybill.platform.services.ServiceJobStatus.OBSOLETE;
import static io.waybill.platform.services.ServiceJobStatus.OPEN;
import static io.waybill.platform.services.ServiceJobStatus.WAITING_FOR_INPUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import io.waybill.platform.services.ServiceJob.CancelReason;
import io.waybill.platform.services.ServiceJob.Information;
import io.waybill.platform.services.ServiceJob.StatusInformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of service jobs: which action a job takes in which status, what becomes of it, and what then becomes of the
 * jobs beside it. Pure.
 *
 * <p>A service is done after those nested in it: until then its job is NOT_READY. A job that somebody cancelled, or
 * declared obsolete, counts as done: the goods go on without that service.
 */
final class ServiceJobLifecycle {
    private ServiceJobLifecycle() {}

    /**
     * What follows for the jobs of a pick job when one of them has changed.
     *
     * @param changed those that are to be stored, the first as it is now
     * @param servicesDone whether nothing holds the goods any more that did before
     */
    record Progress(List<FloorServiceJob> before, List<FloorServiceJob> changed, boolean servicesDone) {}

    /**
     * The job after the action.
     *
     * @throws Rejection 422 when its status or its quantities do not allow the action, 400 when the action names what the job
     *     does not have
     */
    static ServiceJob decide(ServiceJob job, ServiceJobAction action, Identifiers identifiers) {
        return switch (action) {
            case ServiceJobAction.Start start -> {
                require(job, "StartServiceJob", OPEN, WAITING_FOR_INPUT);
                yield answered(job, start.additionalInformation()).withStatus(IN_PROGRESS);
            }
            case ServiceJobAction.Finish finish -> {
                require(job, "FinishServiceJob", OPEN, IN_PROGRESS, WAITING_FOR_INPUT);
                ServiceJob answered = answered(job, finish.additionalInformation());
                requireAnswers(answered);
                yield answered.withStatus(FINISHED);
            }
            case ServiceJobAction.Cancel cancel -> {
                requireLive(job, "CancelServiceJob");
                yield answered(job, cancel.additionalInformation())
                        .with(change -> change.status(CANCELLED)
                                .statusInformation(
                                        cancel.cancelReason() == null
                                                ? null
                                                : new StatusInformation(CancelReason.of(cancel.cancelReason()))));
            }
            case ServiceJobAction.Hold hold -> {
                require(job, "HoldServiceJob", OPEN, IN_PROGRESS);
                yield answered(job, hold.additionalInformation()).withStatus(WAITING_FOR_INPUT);
            }
            case ServiceJobAction.Open open -> {
                require(job, "OpenServiceJob", IN_PROGRESS, WAITING_FOR_INPUT);
                yield answered(job, open.additionalInformation()).withStatus(OPEN);
            }
            case ServiceJobAction.Obsolete ignored -> {
                requireLive(job, "ObsoleteServiceJob");
                yield job.withStatus(OBSOLETE);
            }
            case ServiceJobAction.ReplaceAssignedUsers replace ->
                job.withAssignedUsers(AssignedUserForCreation.assigned(replace.assignedUsers()));
            case ServiceJobAction.SplitLines split -> {
                requireLive(job, "SPLIT_LINES_SERVICE_JOB");
                yield split(job, split.splitLineItemsInfo(), identifiers);
            }
            case ServiceJobAction.UpdateRecordableAttributes update ->
                recorded(job, update.recordableAttributeUpdates());
            case ServiceJobAction.AddTargetTime ignored ->
                throw Rejection.ruleBroken("Service job " + job.id() + " has a target time; it is set once");
        };
    }

    /**
     * What follows from the change of one job for those of the same pick job.
     *
     * @param all as they are stored, the changed one included
     */
    static Progress progress(List<FloorServiceJob> all, FloorServiceJob changed) {
        FloorServiceJob asItWas = all.stream()
                .filter(job -> job.job().id().equals(changed.job().id()))
                .findFirst()
                .orElseThrow();
        List<FloorServiceJob> now = new ArrayList<>(all);
        now.set(all.indexOf(asItWas), changed);
        List<FloorServiceJob> before = new ArrayList<>(List.of(asItWas));
        List<FloorServiceJob> after = new ArrayList<>(List.of(changed));
        for (FloorServiceJob job : now) {
            if (job.job().status() == NOT_READY && isReady(job, now)) {
                before.add(job);
                after.add(job.with(job.job().withStatus(OPEN)));
            }
        }
        boolean done = changed.place() != null && isLive(all) && !isLive(now);
        return new Progress(List.copyOf(before), List.copyOf(after), done);
    }

    /** Whether all that is nested in the job is done. */
    static boolean isReady(FloorServiceJob job, List<FloorServiceJob> all) {
        return all.stream()
                .noneMatch(other -> other.isWithin(job) && other.job().status().isLive());
    }

    /**
     * The job with these answers to questions of its service.
     *
     * @throws Rejection 400 when the service does not ask for one, or asks for another kind of value
     */
    static ServiceJob answered(ServiceJob job, @Nullable List<ServiceJobAction.Answer> answers) {
        if (answers == null || answers.isEmpty()) {
            return job;
        }
        List<Information> information = new ArrayList<>(job.additionalInformation());
        for (ServiceJobAction.Answer answer : answers) {
            int index = indexOf(information, answer);
            if (index < 0) {
                throw Rejection.invalid("additionalInformation: custom service " + job.customServiceRef()
                        + " does not ask for "
                        + (answer.additionalInformationRef() == null
                                ? answer.tenantAdditionalInformationRef()
                                : answer.additionalInformationRef()));
            }
            requireKind(information.get(index), answer.value());
            information.set(index, information.get(index).answered(answer.value()));
        }
        return job.withAdditionalInformation(List.copyOf(information));
    }

    private static int indexOf(List<Information> information, ServiceJobAction.Answer answer) {
        String id = answer.additionalInformationRef();
        String tenantId = answer.tenantAdditionalInformationRef();
        for (int index = 0; index < information.size(); index++) {
            Information question = information.get(index);
            boolean named = id != null || tenantId != null;
            if (named
                    && (id == null || question.id().equals(id))
                    && (tenantId == null || tenantId.equals(question.tenantAdditionalInformationId()))) {
                return index;
            }
        }
        return -1;
    }

    private static void requireKind(Information question, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return;
        }
        boolean fits = switch (question.valueType()) {
            case STRING, INPUT_MULTILINE_STRING -> value.isTextual();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case NOVALUE -> false;
        };
        if (!fits) {
            throw Rejection.invalid("additionalInformation: value of " + question.id() + " must be "
                    + switch (question.valueType()) {
                        case STRING, INPUT_MULTILINE_STRING -> "a text";
                        case NUMBER -> "a number";
                        case BOOLEAN -> "true or false";
                        case NOVALUE -> "left out";
                    });
        }
    }

    private static void requireAnswers(ServiceJob job) {
        job.additionalInformation().stream()
                .filter(Information::lacksAnswer)
                .findFirst()
                .ifPresent(question -> {
                    throw Rejection.ruleBroken("Service job " + job.id() + " cannot be finished: additionalInformation "
                            + question.id() + " (" + question.name() + ") has no value");
                });
    }

    private static ServiceJob split(ServiceJob job, List<ServiceJobAction.Split> splits, Identifiers identifiers) {
        List<ServiceJobLineItem> lines = new ArrayList<>(job.lineItems());
        for (ServiceJobAction.Split split : splits) {
            ServiceJobLineItem line = lines.stream()
                    .filter(each -> each.id().equals(split.lineItemId()))
                    .findFirst()
                    .orElseThrow(() -> Rejection.invalid(
                            "Line item " + split.lineItemId() + " is not a line of service job " + job.id()));
            if (split.quantity() >= line.quantity()) {
                throw Rejection.ruleBroken("quantity must be less than the quantity " + line.quantity()
                        + " of line item " + line.id() + ", not " + split.quantity());
            }
            if (lines.size() == ServiceJob.MOST_LINES) {
                throw Rejection.ruleBroken(
                        "Service job " + job.id() + " has " + ServiceJob.MOST_LINES + " lines, the most there can be");
            }
            int index = lines.indexOf(line);
            lines.set(index, line.withQuantity(line.quantity() - split.quantity()));
            lines.add(
                    index + 1,
                    line.with(change -> change.id(identifiers.next())
                            .quantity(split.quantity())
                            .originId(line.id())));
        }
        return job.withLineItems(List.copyOf(lines));
    }

    private static ServiceJob recorded(ServiceJob job, List<RecordableAttributeUpdate> updates) {
        Set<String> known = new HashSet<>();
        job.lineItems().forEach(line -> {
            if (line.recordableAttributes() != null) {
                line.recordableAttributes().forEach(attribute -> known.add(attribute.id()));
            }
        });
        updates.forEach(update -> {
            if (!known.contains(update.recordableAttributeId())) {
                throw Rejection.invalid("recordableAttributeId " + update.recordableAttributeId()
                        + " is not an attribute of a line of service job " + job.id());
            }
        });
        return job.withLineItems(job.lineItems().stream()
                .map(line -> line.withRecordableAttributes(
                        RecordableAttributeUpdate.applied(line.recordableAttributes(), updates)))
                .toList());
    }

    private static boolean isLive(List<FloorServiceJob> jobs) {
        return jobs.stream().anyMatch(job -> job.job().status().isLive());
    }

    private static void require(ServiceJob job, String action, ServiceJobStatus... allowed) {
        if (!List.of(allowed).contains(job.status())) {
            throw Rejection.ruleBroken("Service job " + job.id() + " is " + job.status() + "; " + action
                    + " is possible in " + List.of(allowed)
                    + (job.status() == NOT_READY ? "; the services nested in it are done first" : ""));
        }
    }

    private static void requireLive(ServiceJob job, String action) {
        if (!job.status().isLive()) {
            throw Rejection.ruleBroken("Service job " + job.id() + " is " + job.status() + "; " + action
                    + " is possible only while it is still to be done");
        }
    }
}
