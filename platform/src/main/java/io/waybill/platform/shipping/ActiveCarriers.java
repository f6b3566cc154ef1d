package io.waybill.platform.shipping;

import io.waybill.platform.facilities.Carrier;
import io.waybill.platform.facilities.Carriers;
import io.waybill.platform.facilities.FacilityCarrier;
import io.waybill.platform.facilities.FacilityCarriers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The carriers that collect at facilities. Thread-safe. */
@ApplicationScoped
class ActiveCarriers {
    private final FacilityCarriers connections;
    private final Carriers carriers;

    ActiveCarriers(FacilityCarriers connections, Carriers carriers) {
        this.connections = connections;
        this.carriers = carriers;
    }

    /** By id of the facility, first the one connected first; two statements, however many there are. */
    Map<String, List<ActiveCarrier>> at(Handle handle, Collection<String> facilityIds) {
        Map<String, List<FacilityCarrier>> usable = connections.usableByFacilities(handle, facilityIds);
        if (usable.isEmpty()) {
            return Map.of();
        }
        Set<String> carrierIds = new HashSet<>();
        usable.values().forEach(list -> list.forEach(connection -> carrierIds.add(connection.carrierRef())));
        Map<String, Carrier> known = carriers.byIds(handle, carrierIds);
        Map<String, List<ActiveCarrier>> active = new HashMap<>();
        usable.forEach((facility, list) -> active.put(
                facility,
                list.stream()
                        .map(connection -> active(connection, known.get(connection.carrierRef())))
                        .toList()));
        return active;
    }

    private static ActiveCarrier active(FacilityCarrier connection, @Nullable Carrier carrier) {
        return new ActiveCarrier(
                connection.carrierRef(),
                connection.key(),
                carrier == null ? null : carrier.logoUrl(),
                connection.manualParcelHandlingActive());
    }
}
