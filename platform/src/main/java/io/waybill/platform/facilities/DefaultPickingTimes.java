package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The picking times of facilities that name none of their own. Thread-safe. */
@ApplicationScoped
public class DefaultPickingTimes {
    private static final String ID = "pickingtimes";

    private final DocumentTable<Configuration> table;

    public DefaultPickingTimes(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "facility_configuration", "Picking times configuration", Configuration.class, json, clock);
    }

    /** Monday to Saturday from 9 to 17 o'clock until the tenant sets others. */
    public PickingTimes get(Handle handle) {
        return configuration(handle).pickingTimes();
    }

    /** Version 0 as long as nobody has set one. */
    Configuration configuration(Handle handle) {
        return table.find(handle, ID)
                .orElseGet(() -> new Configuration(ID, 0, Instant.EPOCH, Instant.EPOCH, PickingTimes.standard()));
    }

    /** @throws Rejection 409 when the version is not the present one, 400 when ranges overlap */
    Configuration put(Handle handle, long version, PickingTimes pickingTimes) {
        pickingTimes.requireInOrder();
        Configuration before = configuration(handle);
        return table.put(
                        handle,
                        before,
                        new Configuration(ID, version, before.created, before.lastModified, pickingTimes))
                .resource();
    }

    record Configuration(String id, long version, Instant created, Instant lastModified, PickingTimes pickingTimes)
            implements Resource<Configuration> {
        @Override
        public Configuration touched(long newVersion, Instant now) {
            return new Configuration(id, newVersion, version == 0 ? now : created, now, pickingTimes);
        }
    }
}
