package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The stored parcels and their labels. Thread-safe. */
@ApplicationScoped
public class Parcels {
    private final DocumentTable<Parcel> table;
    private final Clock clock;

    Parcels(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("parcel", "Parcel", Parcel.class, json, clock);
        this.clock = clock;
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    public Parcel get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Parcel> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** Parcels from the facility whose label could not be made, oldest first. */
    public List<Parcel> failedAt(Handle handle, String facilityId, int most) {
        return table.parseAll(handle.createQuery("select document::text from parcel where facility_ref = :facility "
                        + "and status = 'FAILED' order by id limit :most")
                .bind("facility", facilityId)
                .bind("most", most)
                .mapTo(String.class)
                .list());
    }

    /** All parcels of the shipments, oldest first. */
    public List<Parcel> ofShipments(Handle handle, Collection<String> shipmentIds) {
        return table.parseAll(
                handle.createQuery("select document::text from parcel where shipment_ref = any(:shipments) order by id")
                        .bindArray("shipments", String.class, shipmentIds.toArray())
                        .mapTo(String.class)
                        .list());
    }

    /** Those of the shipments' parcels that were handed over. */
    public Set<String> left(Handle handle, Collection<String> shipmentIds) {
        return handle.createQuery("select id from parcel where shipment_ref = any(:shipments) and has_left")
                .bindArray("shipments", String.class, shipmentIds.toArray())
                .mapTo(String.class)
                .set();
    }

    void markLeft(Handle handle, String parcelId) {
        handle.createUpdate("update parcel set has_left = true where id = :id")
                .bind("id", parcelId)
                .execute();
    }

    boolean labelsClosed(Handle handle, String parcelId) {
        return handle.createQuery("select labels_closed from parcel where id = :id")
                .bind("id", parcelId)
                .mapTo(Boolean.class)
                .one();
    }

    void closeLabels(Handle handle, String parcelId) {
        handle.createUpdate("update parcel set labels_closed = true where id = :id")
                .bind("id", parcelId)
                .execute();
    }

    /** Keeps the label; one of the same kind is replaced. */
    void putLabel(Handle handle, String parcelId, Label label) {
        handle.createUpdate("insert into parcel_label (parcel_id, kind, type, content, created) "
                        + "values (:parcel, :kind, :type, :content, :now::timestamptz) on conflict (parcel_id, kind) "
                        + "do update set type = excluded.type, content = excluded.content, created = excluded.created")
                .bind("parcel", parcelId)
                .bind("kind", label.kind())
                .bind("type", label.type())
                .bind("content", label.content())
                .bind("now", clock.instant().toString())
                .execute();
    }

    /** The labels of a parcel in the order send, return, customs. */
    List<Label> labels(Handle handle, String parcelId) {
        return handle.createQuery("select kind, type, content from parcel_label where parcel_id = :parcel "
                        + "order by array_position(array['send', 'return', 'customs'], kind)")
                .bind("parcel", parcelId)
                .map((row, context) -> new Label(row.getString("kind"), row.getString("type"), row.getBytes("content")))
                .list();
    }

    DocumentTable<Parcel> table() {
        return table;
    }

    /**
     * @param kind send, return or customs
     * @param type PDF or ZPL
     */
    record Label(String kind, String type, byte[] content) {}
}
