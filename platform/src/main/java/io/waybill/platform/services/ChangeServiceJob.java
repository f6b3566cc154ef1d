package io.waybill.platform.services;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Takes actions of clients to one service job, and sees to what follows for the goods that it holds. Thread-safe. */
@ApplicationScoped
class ChangeServiceJob {
    private final Database database;
    private final ServiceJobs jobs;
    private final KeepServiceJobs keep;
    private final PickJobs pickJobs;
    private final Identifiers identifiers;
    private final Event<ServicesDone> done;

    ChangeServiceJob(
            Database database,
            ServiceJobs jobs,
            KeepServiceJobs keep,
            PickJobs pickJobs,
            Identifiers identifiers,
            Event<ServicesDone> done) {
        this.database = database;
        this.jobs = jobs;
        this.keep = keep;
        this.pickJobs = pickJobs;
        this.identifiers = identifiers;
        this.done = done;
    }

    /**
     * Takes the action.
     *
     * @param guard looks at the job before anything is decided, and throws when the client may not touch it
     * @throws Rejection 404, 409, or what the rules say
     */
    Stored<ServiceJob> act(String id, ServiceJobAction action, Editor editor, Consumer<ServiceJob> guard) {
        return database.transaction(transaction -> act(transaction, id, action, editor, guard));
    }

    /**
     * The lock on the pick job makes those who finish its services at the same time come here one after the other: the last of
     * them, and nobody else, lets the goods go on.
     */
    private Stored<ServiceJob> act(
            Transaction transaction, String id, ServiceJobAction action, Editor editor, Consumer<ServiceJob> guard) {
        Handle handle = transaction.handle();
        FloorServiceJob seen = jobs.find(handle, id)
                .orElseThrow(() -> Rejection.notFound(jobs.table().kind(), id));
        guard.accept(seen.job());
        requireVersion(seen.job(), action.version());
        FloorServiceJob.Place place = seen.place();
        if (place == null) {
            FloorServiceJob alone = jobs.lock(handle, id);
            return store(transaction, progress(List.of(alone), alone, action, editor), editor);
        }
        PickJob pickJob = pickJobs.lock(handle, place.pickJobRef()).orElseThrow();
        List<FloorServiceJob> all = jobs.lockOfPickJob(handle, pickJob.id());
        FloorServiceJob job = all.stream()
                .filter(each -> each.job().id().equals(id))
                .findFirst()
                .orElseThrow();
        ServiceJobLifecycle.Progress progress = progress(all, job, action, editor);
        Stored<ServiceJob> stored = store(transaction, progress, editor);
        if (progress.servicesDone()) {
            done.fire(new ServicesDone(transaction, pickJob));
        }
        return stored;
    }

    private ServiceJobLifecycle.Progress progress(
            List<FloorServiceJob> all, FloorServiceJob job, ServiceJobAction action, Editor editor) {
        requireVersion(job.job(), action.version());
        ServiceJob after =
                ServiceJobLifecycle.decide(job.job(), action, identifiers).withEditor(editor);
        return ServiceJobLifecycle.progress(all, job.with(after));
    }

    private Stored<ServiceJob> store(Transaction transaction, ServiceJobLifecycle.Progress progress, Editor editor) {
        return keep.update(transaction, progress.before(), progress.changed(), editor)
                .getFirst();
    }

    private void requireVersion(ServiceJob job, long version) {
        if (job.version() != version) {
            throw Rejection.versionConflict(jobs.table().kind(), job.id(), version, job.version());
        }
    }
}
