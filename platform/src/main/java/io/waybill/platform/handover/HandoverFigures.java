package io.waybill.platform.handover;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How much there is to hand over; at most {@value BoundedCount#BOUND} jobs are looked at. Thread-safe. */
@ApplicationScoped
public class HandoverFigures {
    private final Clock clock;

    HandoverFigures(Clock clock) {
        this.clock = clock;
    }

    /**
     * Handover jobs that are not done at a facility.
     *
     * @param late those of them whose target time is over
     */
    public record AtFacility(long toDo, long late) {}

    /** The handover jobs of that channel that are not done at the facility. */
    public AtFacility at(Handle handle, String facilityId, HandoverjobChannel channel) {
        return handle.createQuery("select count(*), count(*) filter (where target_time < :now::timestamptz) from "
                        + "(select target_time from handoverjob where facility_ref = :facility and channel = :channel "
                        + "and status in ('OPEN', 'WAITING_FOR_INPUT') limit :limit) j")
                .bind("facility", facilityId)
                .bind("channel", channel.name())
                .bind("now", clock.instant().toString())
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> new AtFacility(row.getLong(1), row.getLong(2)))
                .one();
    }

    /** What was handed over in an hour. */
    public record Hour(Instant from, long jobs) {}

    /** What was handed over since then, by hour; of very much only the last {@value BoundedCount#BOUND} jobs count. */
    public List<Hour> byHour(Handle handle, Instant since) {
        return handle.createQuery("select date_trunc('hour', last_modified), count(*) from (select last_modified from "
                        + "handoverjob where status = 'HANDED_OVER' and last_modified >= :since "
                        + "order by last_modified desc limit :limit) j group by 1 order by 1")
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", BoundedCount.BOUND)
                .map((row, context) -> new Hour(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .list();
    }

    /** Handover jobs of the facility that are not done. */
    public BoundedCount at(Handle handle, String facilityId) {
        return BoundedCount.of(handle.createQuery("select count(*) from (select from handoverjob where facility_ref = "
                        + ":facility and status in ('OPEN', 'WAITING_FOR_INPUT') limit :limit) j")
                .bind("facility", facilityId)
                .bind("limit", BoundedCount.LIMIT)
                .mapTo(Long.class)
                .one());
    }

    /** Handover jobs that are not done, by id of their facility. */
    public Map<String, Long> byFacility(Handle handle) {
        Map<String, Long> found = new TreeMap<>();
        handle.createQuery("select facility_ref, count(*) from (select facility_ref from handoverjob where status in "
                        + "('OPEN', 'WAITING_FOR_INPUT') limit :limit) j group by 1")
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }
}
