package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The facilities of the tenant. Thread-safe; every method is one statement unless it says otherwise. */
@ApplicationScoped
public class Facilities {
    private static final String URN = "urn:fft:facility:tenantFacilityId:";
    private static final UniqueConstraint TENANT_FACILITY_ID = new UniqueConstraint("facility_tenant_facility_id");

    private final DocumentTable<Facility> table;

    public Facilities(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("facility", "Facility", Facility.class, json, clock);
    }

    DocumentTable<Facility> table() {
        return table;
    }

    /** @throws Rejection 404 */
    public Facility get(Handle handle, String id) {
        return table.get(handle, id);
    }

    public Optional<Facility> find(Handle handle, String id) {
        return table.find(handle, id);
    }

    /**
     * The facility that a path names.
     *
     * @param idOrUrn its id, or {@code urn:fft:facility:tenantFacilityId:<the tenant's id>}
     * @throws Rejection 404
     */
    public Facility resolve(Handle handle, String idOrUrn) {
        if (!idOrUrn.startsWith(URN)) {
            return get(handle, idOrUrn);
        }
        String tenantFacilityId = idOrUrn.substring(URN.length());
        return byTenantFacilityIds(handle, List.of(tenantFacilityId)).values().stream()
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Facility", idOrUrn));
    }

    /** The id of the facility that a path names; an id is answered as it is, without looking whether it exists. */
    public String resolveId(Handle handle, String idOrUrn) {
        return idOrUrn.startsWith(URN) ? resolve(handle, idOrUrn).id() : idOrUrn;
    }

    /**
     * Keeps the facilities from being deleted before the transaction ends; they can still be changed. Whoever puts
     * something at a facility calls this first.
     *
     * @throws Rejection 404 naming the first that does not exist
     */
    public void hold(Handle handle, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> held = handle.createQuery("select id from facility where id = any(:ids) order by id for key share")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .list();
        ids.stream().filter(id -> !held.contains(id)).findFirst().ifPresent(missing -> {
            throw Rejection.notFound("Facility", missing);
        });
    }

    /** Those of the ids that exist, under locks that keep everybody else from changing or deleting the facilities. */
    List<String> lockAll(Handle handle, Collection<String> ids) {
        return handle.createQuery("select id from facility where id = any(:ids) order by id for no key update")
                .bindArray("ids", String.class, ids.toArray())
                .mapTo(String.class)
                .list();
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Facility> byIds(Handle handle, Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : table.findAll(handle, ids);
    }

    /** Those of the ids whose capacity is limited, by id. */
    Map<String, Facility> withCapacity(Handle handle, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : table
                        .parseAll(handle.createQuery("select document::text from facility where id = any(:ids) "
                                        + "and document -> 'capacityEnabled' = 'true'")
                                .bindArray("ids", String.class, ids.toArray())
                                .mapTo(String.class)
                                .list())
                        .stream()
                        .collect(Collectors.toMap(Facility::id, facility -> facility));
    }

    /** Those of the tenant's ids that exist, by the tenant's id. */
    public Map<String, Facility> byTenantFacilityIds(Handle handle, Collection<String> tenantFacilityIds) {
        if (tenantFacilityIds.isEmpty()) {
            return Map.of();
        }
        return handle.createQuery("select document::text from facility where tenant_facility_id = any(:ids)")
                .bindArray("ids", String.class, tenantFacilityIds.toArray())
                .mapTo(String.class)
                .map(table::parse)
                .collect(Collectors.toMap(
                        facility -> Objects.requireNonNull(facility.tenantFacilityId()), facility -> facility));
    }

    /** All facilities, whatever their type and status, in the order of their creation. */
    public List<Facility> all(Handle handle) {
        return table.parseAll(handle.createQuery("select document::text from facility order by id")
                .mapTo(String.class)
                .list());
    }

    /** The first facilities, in the order of their creation. */
    public List<Facility> first(Handle handle, int most) {
        return table.parseAll(handle.createQuery("select document::text from facility order by id limit :most")
                .bind("most", most)
                .mapTo(String.class)
                .list());
    }

    /** The ids of all facilities that take orders, without this one. */
    public List<String> onlineBeside(Handle handle, String facilityId) {
        return handle.createQuery("select id from facility where status = 'ONLINE' and id <> :facility")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** @throws Rejection 409 when the tenant's id is taken */
    Stored<Facility> insert(Handle handle, Facility facility) {
        return unique(facility, () -> table.insert(handle, facility));
    }

    /** @throws Rejection 409 when the tenant's id is taken, or someone else wrote in between */
    Stored<Facility> update(Handle handle, Facility changed) {
        return unique(changed, () -> table.update(handle, changed));
    }

    private static Stored<Facility> unique(Facility facility, Supplier<Stored<Facility>> write) {
        return TENANT_FACILITY_ID.guard(
                write,
                () -> Rejection.conflict(
                        "tenantFacilityId " + facility.tenantFacilityId() + " is taken by another facility"));
    }
}
