package io.waybill.platform.picking;

import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** When the day's work has to be done at a facility, in its own time zone. Thread-safe. */
@ApplicationScoped
class FacilityClock {
    private final Facilities facilities;

    FacilityClock(Facilities facilities) {
        this.facilities = facilities;
    }

    /** The next cut-off of each facility, with one statement; in UTC where the facility's time zone is not known. */
    Map<String, Instant> cutOffs(Handle handle, Collection<String> facilityIds, Instant now) {
        Map<String, Facility> known = facilities.byIds(handle, facilityIds);
        Map<String, Instant> cutOffs = new HashMap<>();
        facilityIds.forEach(id -> cutOffs.put(id, TargetTimes.next(now, zone(known.get(id)))));
        return cutOffs;
    }

    private static ZoneId zone(@Nullable Facility facility) {
        return facility == null
                        || facility.address() == null
                        || facility.address().resolvedTimeZone() == null
                ? ZoneOffset.UTC
                : ZoneId.of(facility.address().resolvedTimeZone().timeZoneId());
    }
}
