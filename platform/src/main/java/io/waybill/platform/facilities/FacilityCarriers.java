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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which carriers serve which facilities. Thread-safe; every method is one statement. */
@ApplicationScoped
public class FacilityCarriers {
    private static final UniqueConstraint ONCE = new UniqueConstraint("facility_carrier_once");

    private final DocumentTable<FacilityCarrier> table;

    public FacilityCarriers(ObjectMapper json, Clock clock) {
        this.table =
                new DocumentTable<>("facility_carrier", "Carrier at a facility", FacilityCarrier.class, json, clock);
    }

    DocumentTable<FacilityCarrier> table() {
        return table;
    }

    /** The carrier at the facility, active or not; empty when they are not connected. */
    public Optional<FacilityCarrier> find(Handle handle, String facilityId, String carrierId) {
        return handle.createQuery("select document::text from facility_carrier "
                        + "where facility_id = :facilityId and carrier_id = :carrierId")
                .bind("facilityId", facilityId)
                .bind("carrierId", carrierId)
                .mapTo(String.class)
                .map(table::parse)
                .findOne();
    }

    /** The connections of these facilities, active or not, by facility; a facility without any is not in the map. */
    public Map<String, List<FacilityCarrier>> byFacilities(Handle handle, Collection<String> facilityIds) {
        return grouped(handle, "", facilityIds);
    }

    /** As {@link #byFacilities}, only those that can be used: connection and carrier are both active. */
    public Map<String, List<FacilityCarrier>> usableByFacilities(Handle handle, Collection<String> facilityIds) {
        return grouped(handle, " and c.status = 'ACTIVE' and t.document ->> 'status' = 'ACTIVE'", facilityIds);
    }

    private Map<String, List<FacilityCarrier>> grouped(
            Handle handle, String condition, Collection<String> facilityIds) {
        if (facilityIds.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery("select t.document::text from facility_carrier t join carrier c on c.id = t.carrier_id "
                        + "where t.facility_id = any(:facilityIds)" + condition + " order by t.id")
                .bindArray("facilityIds", String.class, facilityIds.toArray())
                .mapTo(String.class)
                .map(table::parse)
                .stream()
                .collect(Collectors.groupingBy(FacilityCarrier::facilityRef));
    }

    /** @throws Rejection 409 when they are connected already */
    Stored<FacilityCarrier> insert(Handle handle, FacilityCarrier connection) {
        return ONCE.guard(
                () -> table.insert(handle, connection),
                () -> Rejection.conflict("Carrier " + connection.carrierRef() + " is connected to facility "
                        + connection.facilityRef() + " already; change the connection with PUT"));
    }
}
