package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The picking times of facilities that name none of their own. Thread-safe. */
@ApplicationScoped
public class DefaultPickingTimes {
    private static final String ID = "pickingtimes";
    private static final UniqueConstraint ONCE = new UniqueConstraint("facility_configuration_pkey");

    private final DocumentTable<Configuration> table;
    private final Clock clock;

    public DefaultPickingTimes(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>(
                "facility_configuration", "Picking times configuration", Configuration.class, json, clock);
        this.clock = clock;
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
        if (before.version != version) {
            throw Rejection.versionConflict(table.kind(), ID, version, before.version);
        }
        if (version > 0) {
            return table.update(
                            handle, new Configuration(ID, version, before.created, before.lastModified, pickingTimes))
                    .resource();
        }
        Instant now = clock.instant();
        return ONCE.guard(
                () -> table.insert(handle, new Configuration(ID, 1, now, now, pickingTimes))
                        .resource(),
                () -> Rejection.versionConflict(table.kind(), ID, 0, 1));
    }

    record Configuration(String id, long version, Instant created, Instant lastModified, PickingTimes pickingTimes)
            implements Resource<Configuration> {
        @Override
        public Configuration touched(long newVersion, Instant now) {
            return new Configuration(id, newVersion, created, now, pickingTimes);
        }
    }
}
