package io.waybill.platform.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.services.FloorServiceJob.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored service jobs. Thread-safe; no method takes more than two statements, whatever the
 * number of jobs. */
@ApplicationScoped
class ServiceJobs {
    private static final String LIVE = "status in ('NOT_READY', 'OPEN', 'IN_PROGRESS', 'WAITING_FOR_INPUT')";
    private static final String COLUMNS = "select document::text, pick_job_ref, order_ref, ordered_service_ref, "
            + "within_ref, channel, consumer_name from service_job ";

    private final DocumentTable<ServiceJob> table;

    ServiceJobs(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("service_job", "Service job", ServiceJob.class, json, clock);
    }

    DocumentTable<ServiceJob> table() {
        return table;
    }

    Optional<FloorServiceJob> find(Handle handle, String id) {
        return handle.createQuery(COLUMNS + "where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    FloorServiceJob lock(Handle handle, String id) {
        return handle.createQuery(COLUMNS + "where id = :id for update")
                .bind("id", id)
                .map((row, context) -> read(row))
                .one();
    }

    /** All jobs of the pick job, locked. Whoever wants them locks the pick job first. */
    List<FloorServiceJob> lockOfPickJob(Handle handle, String pickJobId) {
        return handle.createQuery(COLUMNS + "where pick_job_ref = :job order by id for update")
                .bind("job", pickJobId)
                .map((row, context) -> read(row))
                .list();
    }

    /** The jobs of the process that are still to be done, locked. */
    List<FloorServiceJob> lockLiveOfProcess(Handle handle, String processId) {
        return handle.createQuery(COLUMNS + "where process_ref = :process and " + LIVE + " order by id for update")
                .bind("process", processId)
                .map((row, context) -> read(row))
                .list();
    }

    /**
     * What was made of an order so far. Whoever asks in order to make more does so alone: the others who do wait until the
     * transaction ends.
     */
    List<FloorServiceJob> madeOfOrder(Handle handle, String orderId) {
        handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:order, 7801))::text")
                .bind("order", orderId)
                .mapTo(String.class)
                .one();
        return handle.createQuery(COLUMNS + "where order_ref = :order and status <> 'OBSOLETE' order by id")
                .bind("order", orderId)
                .map((row, context) -> read(row))
                .list();
    }

    /** The jobs that hold the goods of the pick job. */
    List<ServiceJob> liveOfPickJob(Handle handle, String pickJobId) {
        return table.parseAll(handle.createQuery(
                        "select document::text from service_job where pick_job_ref = :job and " + LIVE + " order by id")
                .bind("job", pickJobId)
                .mapTo(String.class)
                .list());
    }

    /** The jobs that hold goods of the process at the facility. */
    List<ServiceJob> liveOfProcess(Handle handle, String processId, String facilityId) {
        return table.parseAll(handle.createQuery("select document::text from service_job where process_ref = :process "
                        + "and facility_ref = :facility and pick_job_ref is not null and " + LIVE + " order by id")
                .bind("process", processId)
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list());
    }

    /** The ids of the jobs at the facility that are still to be done. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery(
                        "select id from service_job where facility_ref = :facility and " + LIVE + " order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** The statuses of the jobs of the groups, by the group's id. */
    Map<String, List<ServiceJobStatus>> statuses(Handle handle, Collection<String> groupIds) {
        Map<String, List<ServiceJobStatus>> statuses = new HashMap<>();
        handle.createQuery("select linked_ref, status from service_job where linked_ref = any(:groups)")
                .bindArray("groups", String.class, groupIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), ServiceJobStatus.valueOf(row.getString(2))))
                .forEach(entry -> statuses.computeIfAbsent(entry.getKey(), group -> new java.util.ArrayList<>())
                        .add(entry.getValue()));
        return statuses;
    }

    List<Stored<ServiceJob>> insertAll(Handle handle, List<FloorServiceJob> created) {
        List<Stored<ServiceJob>> stored = table.insertAll(
                handle, created.stream().map(FloorServiceJob::job).toList());
        List<FloorServiceJob> placed =
                created.stream().filter(job -> job.place() != null).toList();
        if (!placed.isEmpty()) {
            handle.createUpdate("update service_job s set pick_job_ref = r.pick_job, order_ref = r.placed_order, "
                            + "ordered_service_ref = r.service, within_ref = r.within, channel = r.channel, "
                            + "consumer_name = r.consumer from unnest(:ids::text[], :pickJobs::text[], "
                            + ":orders::text[], :services::text[], :within::text[], :channels::text[], "
                            + ":consumers::text[]) as r(id, pick_job, placed_order, service, within, channel, consumer) "
                            + "where s.id = r.id")
                    .bindArray(
                            "ids",
                            String.class,
                            placed.stream().map(job -> job.job().id()).toArray())
                    .bindArray("pickJobs", String.class, column(placed, Place::pickJobRef))
                    .bindArray("orders", String.class, column(placed, Place::orderRef))
                    .bindArray("services", String.class, column(placed, Place::orderedServiceRef))
                    .bindArray("within", String.class, column(placed, Place::withinRef))
                    .bindArray(
                            "channels",
                            String.class,
                            column(placed, place -> place.channel().name()))
                    .bindArray("consumers", String.class, column(placed, Place::consumerName))
                    .execute();
        }
        return stored;
    }

    private static @Nullable Object[] column(List<FloorServiceJob> jobs, Function<Place, @Nullable String> value) {
        return jobs.stream()
                .map(job -> value.apply(Objects.requireNonNull(job.place())))
                .toArray();
    }

    private FloorServiceJob read(ResultSet row) throws SQLException {
        ServiceJob job = table.parse(row.getString(1));
        String pickJob = row.getString(2);
        return new FloorServiceJob(
                job,
                pickJob == null
                        ? null
                        : new Place(
                                pickJob,
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                PickChannel.valueOf(row.getString(6)),
                                row.getString(7)));
    }
}
