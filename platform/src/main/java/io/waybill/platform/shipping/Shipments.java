package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored shipments. Thread-safe. */
@ApplicationScoped
public class Shipments {
    private final DocumentTable<Shipment> table;

    Shipments(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("shipment", "Shipment", Shipment.class, json, clock);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Shipment> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    public Shipment get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** The shipments from the facility that a carrier takes and that have no parcel yet, the most urgent first. */
    public List<WithoutParcel> withoutParcel(Handle handle, String facilityId, int most) {
        return handle.createQuery("select id, pick_job_ref from shipment where facility_ref = :facility "
                        + "and status = 'INITIAL' and carrier_ref is not null order by target_time, id limit :most")
                .bind("facility", facilityId)
                .bind("most", most)
                .map((row, context) -> new WithoutParcel(row.getString("id"), row.getString("pick_job_ref")))
                .list();
    }

    /**
     * A shipment that nothing was put into a parcel of.
     *
     * @param pickJobId of the job whose goods it sends; null when there is none
     */
    public record WithoutParcel(String id, @Nullable String pickJobId) {}

    /** The shipment that sends the goods of the pick job; empty when there is none, or it was given up. */
    public Optional<Shipment> ofPickJob(Handle handle, String pickJobId) {
        return handle.createQuery("select document::text from shipment where pick_job_ref = :job "
                        + "and status not in ('CANCELED', 'OBSOLETE')")
                .bind("job", pickJobId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** The pick job whose goods the shipment sends, or the shipment of the parcel; empty when neither tells. */
    public Optional<String> pickJobOf(Handle handle, @Nullable String shipmentId, @Nullable String parcelId) {
        return handle.createQuery(
                        "select pick_job_ref from shipment where pick_job_ref is not null and (id = :shipment "
                                + "or id = (select shipment_ref from parcel where id = :parcel)) limit 1")
                .bind("shipment", shipmentId)
                .bind("parcel", parcelId)
                .mapTo(String.class)
                .findOne();
    }

    /** The shipment under a row lock that lasts as long as the transaction; empty when there is none. */
    Optional<Shipment> lock(Handle handle, String id) {
        return handle.createQuery("select document::text from shipment where id = :id for update")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** The ids of the shipments from the facility that still can change. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select id from shipment where facility_ref = :facility "
                        + "and status not in ('COMPLETED', 'CANCELED', 'OBSOLETE') order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** The shipments of the pick jobs that still can change, locked. */
    List<Shipment> lockLiveOfPickJobs(Handle handle, Collection<String> pickJobIds) {
        return table.parseAll(handle.createQuery("select document::text from shipment where pick_job_ref = any(:jobs) "
                        + "and status not in ('COMPLETED', 'CANCELED', 'OBSOLETE') order by id for update")
                .bindArray("jobs", String.class, pickJobIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** The shipments of the process that still can change, locked. */
    List<Shipment> lockLiveOfProcess(Handle handle, String processId) {
        return table.parseAll(handle.createQuery("select document::text from shipment where process_id = :process "
                        + "and status not in ('COMPLETED', 'CANCELED', 'OBSOLETE') order by id for update")
                .bind("process", processId)
                .mapTo(String.class)
                .list());
    }

    DocumentTable<Shipment> table() {
        return table;
    }
}
