package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** The stored stock configurations of facilities. Thread-safe; every method is one statement or two. */
@ApplicationScoped
class FacilityStockConfigurations {
    private final DocumentTable<FacilityStockConfiguration> table;

    FacilityStockConfigurations(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "facility_stock_configuration",
                "Stock configuration of facility",
                FacilityStockConfiguration.class,
                json,
                clock);
    }

    FacilityStockConfiguration get(Handle handle, String facilityId) {
        return table.find(handle, facilityId).orElseGet(() -> FacilityStockConfiguration.initial(facilityId));
    }

    /** Those of the facilities where a short pick does not correct the stock. */
    Set<String> withoutCorrection(Handle handle, Collection<String> facilityIds) {
        return Set.copyOf(handle.createQuery("select id from facility_stock_configuration where id = any(:ids) "
                        + "and document -> 'shortpick' ->> 'active' = 'false'")
                .bindArray("ids", String.class, facilityIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** @throws Rejection 409 when the version is not the present one */
    FacilityStockConfiguration change(
            Handle handle, String facilityId, long version, UnaryOperator<FacilityStockConfiguration> change) {
        FacilityStockConfiguration before = get(handle, facilityId);
        if (before.version() != version) {
            throw Rejection.versionConflict(table.kind(), facilityId, version, before.version());
        }
        return table.put(handle, before, change.apply(before)).resource();
    }
}
