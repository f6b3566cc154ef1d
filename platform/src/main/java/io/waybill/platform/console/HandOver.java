package io.waybill.platform.console;

import io.waybill.platform.handover.HandoverCommand;
import io.waybill.platform.handover.HandoverjobStatus;
import io.waybill.platform.handover.HandoverjobsResource;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Hands goods over, through the API. Thread-safe. */
@ApplicationScoped
class HandOver {
    private final ShowDesk desk;
    private final HandoverjobsResource handoverjobs;

    HandOver(ShowDesk desk, HandoverjobsResource handoverjobs) {
        this.desk = desk;
        this.handoverjobs = handoverjobs;
    }

    /**
     * All goods of the job, but for what was refused before.
     *
     * @throws Rejection 404 for a job that the viewer may not see, else as the API does
     */
    void everything(String id, long version) {
        desk.job(id);
        HandoverCommand.Modification everything =
                new HandoverCommand.ModifyHandoverjob(HandoverjobStatus.HANDED_OVER, null, null, null, null);
        handoverjobs.patch(id, new HandoverCommand.Patch(version, List.of(everything)));
    }

    /**
     * What became of several jobs.
     *
     * @param failed ids of those that were not handed over
     */
    record Result(int handedOver, List<String> failed) {}

    /**
     * All goods of all jobs, each on its own.
     *
     * @param jobs as {@code id:version}
     * @throws Rejection 400 for another form; nothing is handed over then
     */
    Result all(List<String> jobs) {
        List<Named> named = jobs.stream().map(HandOver::named).toList();
        List<String> failed = new ArrayList<>();
        for (Named job : named) {
            try {
                everything(job.id(), job.version());
            } catch (Rejection refused) {
                failed.add(job.id());
            }
        }
        return new Result(named.size() - failed.size(), List.copyOf(failed));
    }

    private record Named(String id, long version) {}

    private static Named named(String job) {
        int colon = job.lastIndexOf(':');
        if (colon < 1 || !job.substring(colon + 1).matches("\\d{1,18}")) {
            throw Rejection.invalid("parcel must be the id of a handover job and its version, as id:version");
        }
        return new Named(job.substring(0, colon), Long.parseLong(job.substring(colon + 1)));
    }
}
