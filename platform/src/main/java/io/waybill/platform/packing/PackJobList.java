package io.waybill.platform.packing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Pack jobs for people to take up. Reads what is not done yet, by index. Thread-safe. */
@ApplicationScoped
public class PackJobList {
    private final PackJobs jobs;

    PackJobList(PackJobs jobs) {
        this.jobs = jobs;
    }

    /** The jobs at the facility that can be begun or are being worked on, the most urgent first. */
    public List<PackJob> toDo(Handle handle, String facilityId, int most) {
        return jobs.table()
                .parseAll(handle.createQuery("select document::text from pack_job where facility_ref = :facility and "
                                + "status in ('OPEN', 'IN_PROGRESS', 'PAUSED') "
                                + "order by nullif(target_time, '-infinity') nulls last, id limit :most")
                        .bind("facility", facilityId)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }
}
