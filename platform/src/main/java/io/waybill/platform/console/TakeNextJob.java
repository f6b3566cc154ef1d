package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobList;
import io.waybill.platform.packing.PackJobModification;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.packing.PackJobsResource;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobAction;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobsResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Begins the most urgent job that nobody has. Where two ask at once, the version decides who is first; the other gets the
 * next one. Thread-safe.
 */
@ApplicationScoped
class TakeNextJob {
    private static final int LOOKED_AT = 500;

    /** Everything on the list may be gone once it is tried; then a fresh one tells whether there is more. */
    private static final int LISTS = 3;

    private final Database database;
    private final Workplaces workplaces;
    private final PickJobList pickJobList;
    private final PickJobsResource pickJobs;
    private final PackJobList packJobList;
    private final PackJobsResource packJobs;

    TakeNextJob(
            Database database,
            Workplaces workplaces,
            PickJobList pickJobList,
            PickJobsResource pickJobs,
            PackJobList packJobList,
            PackJobsResource packJobs) {
        this.database = database;
        this.workplaces = workplaces;
        this.pickJobList = pickJobList;
        this.pickJobs = pickJobs;
        this.packJobList = packJobList;
        this.packJobs = packJobs;
    }

    /**
     * The id of the pick job that the viewer has now; empty when there is none.
     *
     * @throws Rejection 404 for a facility that the viewer may not work at
     */
    Optional<String> pick(String facilityId) {
        return first(
                facilityId,
                handle -> pickJobList.toDo(handle, facilityId, LOOKED_AT).stream()
                        .filter(job -> job.status() != PickJobStatus.IN_PROGRESS && !job.waitsForRelease())
                        .map(job -> new Candidate(job.id(), () -> begin(job)))
                        .toList());
    }

    /** As {@link #pick}, of pack jobs. */
    Optional<String> pack(String facilityId) {
        return first(
                facilityId,
                handle -> packJobList.toDo(handle, facilityId, LOOKED_AT).stream()
                        .filter(job -> job.status() != PackJobStatus.IN_PROGRESS)
                        .map(job -> new Candidate(job.id(), () -> begin(job)))
                        .toList());
    }

    private record Candidate(String id, Runnable begin) {}

    @FunctionalInterface
    private interface Listing {
        List<Candidate> of(Handle handle);
    }

    private Optional<String> first(String facilityId, Listing listing) {
        for (int round = 0; round < LISTS; round++) {
            List<Candidate> free = database.read(handle -> {
                workplaces.get(handle, facilityId);
                return listing.of(handle);
            });
            for (Candidate candidate : free) {
                if (begun(candidate)) {
                    return Optional.of(candidate.id());
                }
            }
            if (free.isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    /** False when somebody else was faster. */
    private static boolean begun(Candidate candidate) {
        try {
            candidate.begin().run();
            return true;
        } catch (Rejection refused) {
            if (refused.status() == 409 || refused.status() == 422) {
                return false;
            }
            throw refused;
        }
    }

    private void begin(PickJob job) {
        pickJobs.act(job.id(), new PickJobAction.Start(job.version()));
    }

    private void begin(PackJob job) {
        packJobs.patch(
                job.id(),
                new PackJobModification.Patch(
                        job.version(),
                        List.of(new PackJobModification.ModifyPackJob(PackJobStatus.IN_PROGRESS, null))));
    }
}
