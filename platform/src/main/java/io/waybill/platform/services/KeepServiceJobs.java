package io.waybill.platform.services;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.services.LinkedServiceJobs.LinkedStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Stores service jobs and their groups, tells subscribers and the process. The number of statements does not depend on the number
 * of jobs. Thread-safe.
 */
@ApplicationScoped
class KeepServiceJobs {
    private final ServiceJobs jobs;
    private final ServiceJobGroups groups;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Clock clock;

    KeepServiceJobs(
            ServiceJobs jobs,
            ServiceJobGroups groups,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Clock clock) {
        this.jobs = jobs;
        this.groups = groups;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.clock = clock;
    }

    /** @param pickJob whose goods the jobs hold; null for what a client created */
    List<Stored<ServiceJob>> insert(Transaction transaction, LinkServiceJobs.Linked linked, @Nullable PickJob pickJob) {
        List<Stored<ServiceJob>> stored = jobs.insertAll(transaction.handle(), linked.jobs());
        groups.insertAll(
                transaction.handle(),
                linked.groups(),
                pickJob,
                linked.jobs().getFirst().job().tenantOrderId());
        for (Stored<ServiceJob> each : stored) {
            tell(transaction, "SERVICE_JOB_CREATED", each);
            history.recordByCaller(transaction, entry(each.resource(), "SERVICEJOB_CREATED"));
        }
        processes.record(
                transaction,
                stored.stream().map(each -> processChange(each.resource())).toList());
        return stored;
    }

    /**
     * @param before the jobs as they were read, in the same order
     * @param editor who changed them; null when it follows from something else
     */
    List<Stored<ServiceJob>> update(
            Transaction transaction,
            List<FloorServiceJob> before,
            List<FloorServiceJob> after,
            @Nullable Editor editor) {
        if (after.isEmpty()) {
            return List.of();
        }
        List<Stored<ServiceJob>> stored = jobs.table()
                .updateAll(
                        transaction.handle(),
                        after.stream().map(FloorServiceJob::job).toList());
        for (int index = 0; index < stored.size(); index++) {
            ServiceJob job = stored.get(index).resource();
            ServiceJobStatus was = before.get(index).job().status();
            if (was == job.status()) {
                continue;
            }
            processes.record(transaction, processChange(job));
            String type = historyType(was, job.status());
            if (type != null) {
                history.recordByCaller(transaction, entry(job, type));
            }
            if (job.status() == ServiceJobStatus.FINISHED) {
                tell(transaction, "SERVICE_JOB_FINISHED", stored.get(index));
            }
        }
        refreshGroups(transaction, after, editor);
        return stored;
    }

    private void refreshGroups(Transaction transaction, List<FloorServiceJob> changed, @Nullable Editor editor) {
        Set<String> ids = new TreeSet<>();
        changed.forEach(job -> ids.add(Objects.requireNonNull(job.job().linkedServiceJobsRef())));
        Map<String, List<ServiceJobStatus>> statuses = jobs.statuses(transaction.handle(), ids);
        Instant now = clock.instant();
        List<LinkedServiceJobs> refreshed = new ArrayList<>();
        for (LinkedServiceJobs group : groups.lock(transaction.handle(), ids)) {
            LinkedServiceJobs current =
                    group.withStatus(LinkedStatus.of(Objects.requireNonNull(statuses.get(group.id()))));
            refreshed.add(editor == null ? current : current.changedBy(editor, now));
        }
        groups.table().updateAll(transaction.handle(), refreshed);
    }

    private void tell(Transaction transaction, String event, Stored<ServiceJob> stored) {
        ServiceJob job = stored.resource();
        outbox.record(transaction, new DomainEvent(event, job.id(), job.version(), job.facilityRef(), stored.json()));
    }

    private static @Nullable String historyType(ServiceJobStatus before, ServiceJobStatus after) {
        return switch (after) {
            case IN_PROGRESS -> before == ServiceJobStatus.OPEN ? "SERVICEJOB_IN_PROGRESS" : null;
            case FINISHED -> "SERVICEJOB_DONE";
            case CANCELLED, OBSOLETE -> "SERVICEJOB_CANCELED";
            case NOT_READY, OPEN, WAITING_FOR_INPUT -> null;
        };
    }

    private static ProcessHistoryEntry entry(ServiceJob job, String type) {
        return ProcessHistoryEntry.at(
                job.facilityRef(),
                job.shortId(),
                job.processRef(),
                type,
                "SERVICEJOB",
                job.id(),
                job.status().name(),
                job.version());
    }

    private static ProcessChange processChange(ServiceJob job) {
        EntityStatus status = switch (job.status()) {
            case NOT_READY -> EntityStatus.PENDING;
            case OPEN, WAITING_FOR_INPUT -> EntityStatus.CREATED;
            case IN_PROGRESS -> EntityStatus.IN_PROGRESS;
            case FINISHED -> EntityStatus.FINISHED;
            case CANCELLED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(job.processRef(), ModuleEntity.SERVICE_JOB, job.id(), job.facilityRef(), status);
    }
}
