package io.waybill.platform.orders;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Changes a process by hand: its tags, or who serves it. */
@ApplicationScoped
class ChangeProcess {
    private final Database database;
    private final Processes processes;
    private final ProcessViews views;
    private final Tags known;
    private final Event<FacilityAssignmentRequested> assignments;

    ChangeProcess(
            Database database,
            Processes processes,
            ProcessViews views,
            Tags known,
            Event<FacilityAssignmentRequested> assignments) {
        this.database = database;
        this.processes = processes;
        this.views = views;
        this.known = known;
        this.assignments = assignments;
    }

    /** @throws Rejection 404, 409 when the process has another version, 400 when a tag is not allowed */
    ProcessView addTags(String processId, long version, List<TagReference> tags) {
        return change(processId, version, (transaction, process) -> {
            known.validate(
                    transaction.handle(),
                    tags.stream().map(TagReference::checked).toList());
            List<TagReference> all = new ArrayList<>(Objects.requireNonNullElse(process.tags(), List.of()));
            tags.stream().filter(tag -> !all.contains(tag)).forEach(all::add);
            return process.withTags(all);
        });
    }

    /** @throws Rejection 404, 409 when the process has another version, 400 when nothing can be assigned */
    ProcessView assign(
            String processId,
            long version,
            String facilityId,
            @Nullable String rerouteDescriptionId,
            ProcessHistoryEntry.Editor editor) {
        return change(processId, version, (transaction, process) -> {
            assignments.fire(
                    new FacilityAssignmentRequested(transaction, processId, facilityId, rerouteDescriptionId, editor));
            return process;
        });
    }

    private ProcessView change(
            String processId, long version, BiFunction<Transaction, StoredProcess, StoredProcess> work) {
        String id = database.transaction(transaction -> {
            StoredProcess process = processes.table().lock(transaction.handle(), processId);
            if (process.version() != version) {
                throw Rejection.versionConflict("Process", processId, version, process.version());
            }
            return processes
                    .table()
                    .update(transaction.handle(), work.apply(transaction, process))
                    .resource()
                    .id();
        });
        return database.read(handle -> views.get(handle, id));
    }
}
