package io.waybill.platform.handover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The stored handover jobs. Thread-safe. */
@ApplicationScoped
public class Handoverjobs {
    private final DocumentTable<Handoverjob> table;

    Handoverjobs(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("handoverjob", "Handover job", Handoverjob.class, json, clock);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Handoverjob> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    public Handoverjob get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** All jobs about goods of the pick job, whatever became of them. */
    List<Handoverjob> ofPickJob(Handle handle, String pickJobId) {
        return table.parseAll(handle.createQuery(
                        "select document::text from handoverjob where pick_job_ref = :job order by id for update")
                .bind("job", pickJobId)
                .mapTo(String.class)
                .list());
    }

    /** The ids of the jobs at the facility that are not over yet. */
    List<String> liveAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select id from handoverjob where facility_ref = :facility "
                        + "and status in ('OPEN', 'WAITING_FOR_INPUT') order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** The jobs of the shipment that are not over yet. */
    List<Handoverjob> liveOfShipments(Handle handle, Collection<String> shipmentIds) {
        return table.parseAll(handle.createQuery("select document::text from handoverjob "
                        + "where shipment_ref = any(:shipments) and status in ('OPEN', 'WAITING_FOR_INPUT') "
                        + "order by id for update")
                .bindArray("shipments", String.class, shipmentIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** The jobs of the process that are not over yet. */
    List<Handoverjob> liveOfProcess(Handle handle, String processId) {
        return table.parseAll(handle.createQuery("select document::text from handoverjob where process_id = :process "
                        + "and status in ('OPEN', 'WAITING_FOR_INPUT') order by id for update")
                .bind("process", processId)
                .mapTo(String.class)
                .list());
    }

    /** The jobs about the parcel that are not over yet. */
    List<Handoverjob> liveOfParcel(Handle handle, String parcelId) {
        return table.parseAll(handle.createQuery("select document::text from handoverjob where parcel_ref = :parcel "
                        + "and status in ('OPEN', 'WAITING_FOR_INPUT') order by id for update")
                .bind("parcel", parcelId)
                .mapTo(String.class)
                .list());
    }

    DocumentTable<Handoverjob> table() {
        return table;
    }
}
