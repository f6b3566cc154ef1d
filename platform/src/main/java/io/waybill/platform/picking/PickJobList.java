package io.waybill.platform.picking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Pick jobs for people to take up. Reads what is not done yet, by index. Thread-safe. */
@ApplicationScoped
public class PickJobList {
    private final PickJobs jobs;

    PickJobList(PickJobs jobs) {
        this.jobs = jobs;
    }

    /** The jobs at the facility that can be begun or are being worked on, the most urgent first. */
    public List<PickJob> toDo(Handle handle, String facilityId, int most) {
        return jobs.table()
                .parseAll(handle.createQuery("select document::text from pick_job where facility_ref = :facility and "
                                + "status in ('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED') "
                                + "order by nullif(target_time, '-infinity') nulls last, id limit :most")
                        .bind("facility", facilityId)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    /** The routing plans of the jobs at the facility that nobody has begun, the most urgent first. */
    public List<String> unbegunPlans(Handle handle, String facilityId, int most) {
        return handle.createQuery("select routing_plan from pick_job where facility_ref = :facility and "
                        + UnbegunPickJobs.UNBEGUN
                        + "order by nullif(target_time, '-infinity') nulls last, id limit :most")
                .bind("facility", facilityId)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }
}
