package io.waybill.platform.picking;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How much there is to pick; at most {@value BoundedCount#BOUND} jobs are looked at. Thread-safe. */
@ApplicationScoped
public class PickingFigures {
    private final Clock clock;

    PickingFigures(Clock clock) {
        this.clock = clock;
    }

    /**
     * Pick jobs of a facility.
     *
     * @param waiting nobody has begun them
     * @param begun somebody has
     * @param late of both, those whose target time is over
     */
    public record AtFacility(String facilityId, long waiting, long begun, long late) {}

    /** The facilities that have something to pick, by id. */
    public List<AtFacility> byFacility(Handle handle) {
        return handle.createQuery(
                        "select facility_ref, count(*) filter (where status in ('OPEN', 'WAITING_FOR_INPUT')), "
                                + "count(*) filter (where status in ('IN_PROGRESS', 'PAUSED')), count(*) filter (where "
                                + "target_time > '-infinity' and target_time < :now::timestamptz) from (select facility_ref, "
                                + "status, target_time from pick_job where status in "
                                + "('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED') limit :limit) j group by 1 order by 1")
                .bind("now", clock.instant().toString())
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new AtFacility(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** As {@link #byFacility}, of one facility only. */
    public AtFacility at(Handle handle, String facilityId) {
        return handle.createQuery("select count(*) filter (where status in ('OPEN', 'WAITING_FOR_INPUT')), "
                        + "count(*) filter (where status in ('IN_PROGRESS', 'PAUSED')), count(*) filter (where "
                        + "target_time > '-infinity' and target_time < :now::timestamptz) from (select status, "
                        + "target_time from pick_job where facility_ref = :facility and status in "
                        + "('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED') limit :limit) j")
                .bind("facility", facilityId)
                .bind("now", clock.instant().toString())
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new AtFacility(facilityId, row.getLong(1), row.getLong(2), row.getLong(3)))
                .one();
    }
}
