package io.waybill.platform.picking;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets jobs that need not begin yet wait ({@code WAITING_FOR_RELEASE_TIME}) and opens each when its latest start is only
 * the configured lead time away (platform.md 6.12).
 */
@ApplicationScoped
class ReleasePickJobs implements TimerHandler {
    static final String TIMER = "pick-job-release";

    private final Database database;
    private final Timers timers;
    private final PickJobs jobs;
    private final RecordPickDecisions decisions;
    private final Identifiers identifiers;
    private final Clock clock;

    ReleasePickJobs(
            Database database,
            Timers timers,
            PickJobs jobs,
            RecordPickDecisions decisions,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.timers = timers;
        this.jobs = jobs;
        this.decisions = decisions;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The job as it is to be created: waiting, with a timer that ends the wait, or as it is when its time has come. */
    PickJob scheduled(Transaction transaction, PickJob job, PickingSettings settings, Instant now) {
        Duration lead = settings.releaseLead();
        Instant latest = job.startLatestAt();
        if (lead == null || latest == null || job.status() != PickJobStatus.OPEN) {
            return job;
        }
        Instant release = latest.minus(lead);
        if (!release.isAfter(now)) {
            return job;
        }
        timers.schedule(transaction, TIMER, job.id(), release, "");
        return job.with(change ->
                change.status(PickJobStatus.WAITING_FOR_INPUT).subStatus(PickJobSubStatus.WAITING_FOR_RELEASE_TIME));
    }

    @Override
    public String timer() {
        return TIMER;
    }

    @Override
    public @Nullable Instant due(String pickJobId, String data) {
        database.inTransaction(transaction -> jobs.lock(transaction.handle(), pickJobId)
                .filter(PickJob::waitsForRelease)
                .ifPresent(job -> decisions.record(
                        transaction,
                        List.of(PickRules.decide(
                                job,
                                List.of(new PickCommand.Release()),
                                clock.instant(),
                                identifiers,
                                PickingSettings.DEFAULT)))));
        return null;
    }
}
