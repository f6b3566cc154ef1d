package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The stored pick jobs. Thread-safe. */
@ApplicationScoped
public class PickJobs {
    private final DocumentTable<PickJob> table;

    PickJobs(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("pick_job", "Pick job", PickJob.class, json, clock);
    }

    /** @throws Rejection 404 */
    public PickJob get(Handle handle, String id) {
        return table.get(handle, id);
    }

    public Optional<PickJob> find(Handle handle, String id) {
        return table.find(handle, id);
    }

    /**
     * The job under a row lock that lasts as long as the transaction: whoever closes it waits, or has closed it
     * already. Empty when there is no such job.
     */
    public Optional<PickJob> lock(Handle handle, String id) {
        return handle.createQuery("select document::text from pick_job where id = :id for update")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, PickJob> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** Those of the jobs that are picked and closed. */
    public Set<String> closed(Handle handle, Collection<String> ids) {
        return handle.createQuery("select id from pick_job where id = any(:ids) and status = 'CLOSED'")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .set();
    }

    /** The ids of the jobs at the facility that can still be worked on. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select id from pick_job where facility_ref = :facility and status in "
                        + "('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS', 'PAUSED', 'PICKED') order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** All jobs of an order, locked. */
    List<PickJob> lockOfOrder(Handle handle, String orderId) {
        return table.parseAll(handle.createQuery(
                        "select document::text from pick_job where order_ref = :order order by id for update")
                .bind("order", orderId)
                .mapTo(String.class)
                .list());
    }

    /** All jobs of the routing plans, locked. */
    List<PickJob> lockOfPlans(Handle handle, Collection<String> routingPlanIds) {
        return table.parseAll(handle.createQuery(
                        "select document::text from pick_job where routing_plan = any(:plans) order by id for update")
                .bindArray("plans", String.class, routingPlanIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** As {@link #lockOfPlans}, but jobs that another transaction is at are passed over. */
    List<PickJob> lockIdleOfPlans(Handle handle, Collection<String> routingPlanIds) {
        return table.parseAll(handle.createQuery("select document::text from pick_job where routing_plan = any(:plans) "
                        + "order by id for update skip locked")
                .bindArray("plans", String.class, routingPlanIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** All jobs of the plans, locked by others or not, as {@code plan/job}. */
    Set<String> plansWithJobs(Handle handle, Collection<String> routingPlanIds) {
        return Set.copyOf(
                handle.createQuery("select routing_plan || '/' || id from pick_job where routing_plan = any(:plans)")
                        .bindArray("plans", String.class, routingPlanIds.toArray())
                        .mapTo(String.class)
                        .list());
    }

    /** The job as it is stored by now. */
    Stored<PickJob> stored(Handle handle, String id) {
        String json = table.getJson(handle, id);
        return new Stored<>(table.parse(json), json);
    }

    DocumentTable<PickJob> table() {
        return table;
    }
}
