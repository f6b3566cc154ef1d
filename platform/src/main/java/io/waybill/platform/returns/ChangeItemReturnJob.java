package io.waybill.platform.returns;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Takes what clients do with an item return job and its item returns, each in one transaction. Every method throws 404 and 409, and
 * what the rules say. Thread-safe.
 */
@ApplicationScoped
class ChangeItemReturnJob {
    private final Database database;
    private final ItemReturnJobs jobs;
    private final KeepItemReturnJobs keep;
    private final Facilities facilities;
    private final Identifiers identifiers;
    private final Clock clock;

    ChangeItemReturnJob(
            Database database,
            ItemReturnJobs jobs,
            KeepItemReturnJobs keep,
            Facilities facilities,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.keep = keep;
        this.facilities = facilities;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Which job, as the client saw it.
     *
     * @param guard looks at the job before anything is decided, and throws when the client may not touch it
     */
    record Seen(String jobId, long version, Consumer<ItemReturnJob> guard) {}

    Stored<ItemReturnJob> act(Seen seen, ItemReturnJobAction action) {
        return change(seen, (handle, job) -> ItemReturnJobRules.decide(job, action, identifiers));
    }

    Stored<ItemReturnJob> add(Seen seen, ItemReturnForCreation given) {
        return change(seen, (handle, job) -> {
            if (facilities.find(handle, given.returnFacilityRef()).isEmpty()) {
                throw Rejection.invalid(
                        "returnFacilityRef " + given.returnFacilityRef() + " is not the id of a facility");
            }
            return ItemReturnRules.add(job, given, identifiers, clock.instant());
        });
    }

    Stored<ItemReturnJob> act(Seen seen, String itemReturnId, ItemReturnAction.Name action) {
        return change(seen, (handle, job) -> ItemReturnRules.act(job, itemReturnId, action, clock.instant()));
    }

    Stored<ItemReturnJob> remove(Seen seen, String itemReturnId) {
        return change(seen, (handle, job) -> ItemReturnRules.remove(job, itemReturnId));
    }

    Stored<ItemReturnJob> replace(
            Seen seen, String itemReturnId, List<ItemReturnForCreation.Line> lines, ItemReturnRules.Kind kind) {
        return change(
                seen,
                (handle, job) -> ItemReturnRules.replace(job, itemReturnId, lines, kind, identifiers, clock.instant()));
    }

    Stored<ItemReturnJob> update(
            Seen seen,
            String itemReturnId,
            String lineId,
            ItemReturnForCreation.LineUpdate update,
            ItemReturnRules.Kind kind) {
        return change(
                seen,
                (handle, job) -> ItemReturnRules.update(job, itemReturnId, lineId, update, kind, clock.instant()));
    }

    private Stored<ItemReturnJob> change(Seen seen, Decision decision) {
        return database.transaction(transaction -> {
            ItemReturnJob before = jobs.table().get(transaction.handle(), seen.jobId());
            seen.guard().accept(before);
            if (before.version() != seen.version()) {
                throw Rejection.versionConflict(jobs.table().kind(), before.id(), seen.version(), before.version());
            }
            return keep.update(transaction, before, decision.decide(transaction.handle(), before));
        });
    }

    /** What becomes of the job. */
    @FunctionalInterface
    private interface Decision {
        ItemReturnJob decide(Handle handle, ItemReturnJob job);
    }
}
