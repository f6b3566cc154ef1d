package io.waybill.platform.packing;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How much there is to pack; at most {@value BoundedCount#BOUND} jobs are looked at. Thread-safe. */
@ApplicationScoped
public class PackingFigures {
    private final Clock clock;

    PackingFigures(Clock clock) {
        this.clock = clock;
    }

    /**
     * Pack jobs that are not done at a facility.
     *
     * @param late those of them whose target time is over
     */
    public record AtFacility(long toDo, long late) {}

    /** The pack jobs that are not done at the facility. */
    public AtFacility at(Handle handle, String facilityId) {
        return handle.createQuery(
                        "select count(*), count(*) filter (where target_time > '-infinity' "
                                + "and target_time < :now::timestamptz) from (select target_time from pack_job "
                                + "where facility_ref = :facility and status in ('OPEN', 'IN_PROGRESS', 'PAUSED') limit :limit) j")
                .bind("facility", facilityId)
                .bind("now", clock.instant().toString())
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new AtFacility(row.getLong(1), row.getLong(2)))
                .one();
    }

    /** Pack jobs that are not done, by id of their facility. */
    public Map<String, Long> byFacility(Handle handle) {
        Map<String, Long> found = new TreeMap<>();
        handle.createQuery("select facility_ref, count(*) from (select facility_ref from pack_job where status in "
                        + "('OPEN', 'IN_PROGRESS', 'PAUSED') limit :limit) j group by 1")
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }
}
