package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which facilities do which custom services. Thread-safe; every method is one statement. */
@ApplicationScoped
public class FacilityCustomServices {
    private static final UniqueConstraint ONCE = new UniqueConstraint("facility_custom_service_once");

    private final DocumentTable<FacilityCustomService> table;

    public FacilityCustomServices(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "facility_custom_service", "Custom service at a facility", FacilityCustomService.class, json, clock);
    }

    DocumentTable<FacilityCustomService> table() {
        return table;
    }

    /**
     * Which of the services each facility does now; a facility that does none of them is not in the map. No statement when
     * there is no service.
     */
    public Map<String, Set<String>> doneAt(Handle handle, Collection<String> serviceIds) {
        Map<String, Set<String>> services = new HashMap<>();
        if (!serviceIds.isEmpty()) {
            handle.createQuery("select c.facility_id, c.custom_service_id from facility_custom_service c "
                            + "join custom_service s on s.id = c.custom_service_id "
                            + "where c.custom_service_id = any(:ids) and c.status in ('ACTIVE', 'ENABLED') "
                            + "and s.document ->> 'status' in ('ACTIVE', 'ENABLED')")
                    .bindArray("ids", String.class, serviceIds.toArray())
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(entry -> services.computeIfAbsent(entry.getKey(), id -> new HashSet<>())
                            .add(entry.getValue()));
        }
        return services;
    }

    /** Minutes that the facility takes for each of the services, by the service's id, where it says so itself. */
    public Map<String, Integer> minutes(Handle handle, String facilityId, Collection<String> serviceIds) {
        Map<String, Integer> minutes = new HashMap<>();
        handle.createQuery("select custom_service_id, (document ->> 'executionTimeInMin')::int "
                        + "from facility_custom_service where facility_id = :facility "
                        + "and custom_service_id = any(:ids) and document ->> 'executionTimeInMin' is not null")
                .bind("facility", facilityId)
                .bindArray("ids", String.class, serviceIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> minutes.put(entry.getKey(), entry.getValue()));
        return minutes;
    }

    /** @throws Rejection 404 when they are not connected */
    FacilityCustomService get(Handle handle, String facilityId, String serviceId) {
        return handle.createQuery("select document::text from facility_custom_service "
                        + "where facility_id = :facility and custom_service_id = :service")
                .bind("facility", facilityId)
                .bind("service", serviceId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse)
                .orElseThrow(() -> Rejection.notFound("Custom service at facility " + facilityId, serviceId));
    }

    /** @throws Rejection 409 when they are connected already */
    Stored<FacilityCustomService> insert(Handle handle, FacilityCustomService connection) {
        return ONCE.guard(
                () -> table.insert(handle, connection),
                () -> Rejection.conflict("Custom service " + connection.customServiceRef()
                        + " is connected to facility " + connection.facilityRef()
                        + " already; change the connection with PATCH"));
    }
}
