package io.waybill.platform.handover;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;

/** Takes commands of clients to one handover job, in one transaction. Thread-safe. */
@ApplicationScoped
class ChangeHandoverjob {
    private final Database database;
    private final Handoverjobs jobs;
    private final KeepHandoverjobs keep;

    ChangeHandoverjob(Database database, Handoverjobs jobs, KeepHandoverjobs keep) {
        this.database = database;
        this.jobs = jobs;
        this.keep = keep;
    }

    /**
     * Takes all commands, or none.
     *
     * @param guard looks at the job before anything is decided, and throws when the client may not touch it
     * @throws io.waybill.platform.kernel.Rejection 404, 409, or what the rules say
     */
    Stored<Handoverjob> change(
            String id, long version, List<? extends HandoverCommand> commands, Consumer<Handoverjob> guard) {
        return database.transaction(transaction -> {
            Handoverjob before = jobs.table().get(transaction.handle(), id, version);
            guard.accept(before);
            return keep.update(transaction, List.of(before), List.of(HandoverRules.decide(before, commands)))
                    .getFirst();
        });
    }
}
