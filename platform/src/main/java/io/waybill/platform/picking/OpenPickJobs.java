package io.waybill.platform.picking;

import io.waybill.platform.routing.FacilityWorkload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts the pick jobs that still have to be picked. Thread-safe. */
@ApplicationScoped
class OpenPickJobs implements FacilityWorkload {

    @Override
    public Map<String, Long> openPickJobs(Handle handle) {
        Map<String, Long> open = new HashMap<>();
        handle.createQuery(
                        "select facility_ref, count(*) from pick_job "
                                + "where status in ('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED') group by facility_ref")
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
        return open;
    }
}
