package io.waybill.platform.console;

import io.waybill.platform.access.Caller;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The facilities that the viewer may work at, and the time of day there. Thread-safe. */
@ApplicationScoped
class Workplaces {
    private final Facilities facilities;
    private final Caller caller;
    private final Formats formats;
    private final Clock clock;

    Workplaces(Facilities facilities, Caller caller, Formats formats, Clock clock) {
        this.facilities = facilities;
        this.caller = caller;
        this.formats = formats;
        this.clock = clock;
    }

    /** @throws Rejection 404, also for a facility that the viewer may not work at */
    Facility get(Handle handle, String facilityId) {
        Facility place = facilities.get(handle, facilityId);
        if (!caller.mayAt(facilityId)) {
            throw Rejection.notFound("Facility", facilityId);
        }
        return place;
    }

    /** The time in the zone of the facility; a dash for none. */
    String time(@Nullable Instant time, Facility place) {
        return formats.time(time, place.zone().orElseGet(formats::tenantZone));
    }

    boolean late(@Nullable Instant due) {
        return due != null && due.isBefore(clock.instant());
    }
}
