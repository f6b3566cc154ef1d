package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The stored pack jobs. Thread-safe. */
@ApplicationScoped
public class PackJobs {
    private final DocumentTable<PackJob> table;

    PackJobs(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("pack_job", "Pack job", PackJob.class, json, clock);
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    public PackJob get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** Those of the pick jobs whose goods are still to be packed. */
    public Set<String> pickJobsToPack(Handle handle, Collection<String> pickJobIds) {
        return handle.createQuery("select pick_job_ref from pack_job where pick_job_ref = any(:jobs) "
                        + "and status in ('OPEN', 'IN_PROGRESS', 'PAUSED')")
                .bindArray("jobs", String.class, pickJobIds.toArray())
                .mapTo(String.class)
                .set();
    }

    /** The job that packs the goods of the pick job, whether it is done or not; empty when none does. */
    public Optional<PackJob> ofPickJob(Handle handle, String pickJobId) {
        return handle.createQuery("select document::text from pack_job where pick_job_ref = :job "
                        + "and status not in ('CANCELED', 'OBSOLETE')")
                .bind("job", pickJobId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** The ids of the jobs at the facility that are not done yet. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select id from pack_job where facility_ref = :facility "
                        + "and status in ('OPEN', 'IN_PROGRESS', 'PAUSED') order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** The jobs of a process that are not done yet, locked. */
    List<PackJob> lockLiveOfProcess(Handle handle, String processId) {
        return table.parseAll(handle.createQuery("select document::text from pack_job where process_id = :process "
                        + "and status in ('OPEN', 'IN_PROGRESS', 'PAUSED') order by id for update")
                .bind("process", processId)
                .mapTo(String.class)
                .list());
    }

    DocumentTable<PackJob> table() {
        return table;
    }
}
