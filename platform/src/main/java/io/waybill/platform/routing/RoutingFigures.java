package io.waybill.platform.routing;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How routing goes; every count is bounded ({@link BoundedCount}). Thread-safe. */
@ApplicationScoped
public class RoutingFigures {
    RoutingFigures() {}

    /** Where the goods of a plan go. */
    public record Flow(String facilityId, double lat, double lon) {}

    /** Plans that were given up and wait for a person. */
    public BoundedCount unroutable(Handle handle) {
        return BoundedCount.of(handle.createQuery(
                        "select count(*) from (select from routing_plan where status = 'NOT_ROUTABLE' limit :limit) p")
                .bind("limit", BoundedCount.LIMIT)
                .mapTo(Long.class)
                .one());
    }

    /** Plans that wait for a facility: to be decided, or to be tried again. */
    public BoundedCount undecided(Handle handle) {
        return BoundedCount.of(
                handle.createQuery("select count(*) from (select from routing_queue where next_attempt < "
                                + ":never::timestamptz limit :limit) q")
                        .bind("never", RoutingPlans.NEVER.toString())
                        .bind("limit", BoundedCount.LIMIT)
                        .mapTo(Long.class)
                        .one());
    }

    /** Where the goods of the plans that were decided last go, as far as their coordinates are known. */
    public List<Flow> latestFlows(Handle handle, int most) {
        return handle.createQuery("select document ->> 'facilityRef', "
                        + "(document #>> '{targetAddress,coordinates,lat}')::float8, "
                        + "(document #>> '{targetAddress,coordinates,lon}')::float8 from "
                        + "(select document from routing_plan where status = 'ROUTED' order by id desc limit :most) p "
                        + "where document #>> '{targetAddress,coordinates,lat}' is not null")
                .bind("most", most)
                .map((row, context) -> new Flow(row.getString(1), row.getDouble(2), row.getDouble(3)))
                .list();
    }
}
