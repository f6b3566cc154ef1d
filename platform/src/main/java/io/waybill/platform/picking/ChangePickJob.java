package io.waybill.platform.picking;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes commands of clients to one pick job, in one transaction. Thread-safe. */
@ApplicationScoped
class ChangePickJob {
    private static final int HISTORY_LIMIT = 100;

    private final Database database;
    private final PickJobs jobs;
    private final PickingConfigurations configurations;
    private final RerouteAfterPicking rerouting;
    private final Identifiers identifiers;
    private final Clock clock;

    ChangePickJob(
            Database database,
            PickJobs jobs,
            PickingConfigurations configurations,
            RerouteAfterPicking rerouting,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.configurations = configurations;
        this.rerouting = rerouting;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Takes all commands, or none.
     *
     * @param version of the job that the client saw
     * @param guard looks at the job before anything is decided, and throws when the client may not touch it
     * @return the stored job
     * @throws io.waybill.platform.kernel.Rejection 404, 409, or what the rules say
     */
    Stored<PickJob> change(
            String id, long version, List<? extends PickCommand> commands, Editor editor, Consumer<PickJob> guard) {
        return database.transaction(transaction -> change(transaction, id, version, commands, editor, guard));
    }

    private Stored<PickJob> change(
            Transaction transaction,
            String id,
            long version,
            List<? extends PickCommand> commands,
            Editor editor,
            Consumer<PickJob> guard) {
        PickJob job = jobs.table().get(transaction.handle(), id, version);
        guard.accept(job);
        Instant now = clock.instant();
        PickDecision decision =
                PickRules.decide(job, commands, now, identifiers, configurations.settings(transaction.handle()));
        PickDecision edited =
                new PickDecision(job, edited(decision.after(), editor, now), decision.facts(), decision.asItIs());
        return rerouting.record(transaction, edited);
    }

    private static PickJob edited(PickJob job, Editor editor, Instant now) {
        List<UserModification> history =
                new ArrayList<>(job.usersModificationHistory() == null ? List.of() : job.usersModificationHistory());
        history.add(new UserModification(now, editor.userId(), editor.username()));
        int surplus = Math.max(0, history.size() - HISTORY_LIMIT);
        return job.with(change ->
                change.editor(editor).usersModificationHistory(List.copyOf(history.subList(surplus, history.size()))));
    }
}
