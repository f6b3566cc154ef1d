package io.waybill.platform.returns;

import io.waybill.platform.access.Caller;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Which item return jobs the sender of the request may see: those whose goods left or come back at their facilities. Thread-safe. */
@ApplicationScoped
class ReturnVisibility {
    private final Caller caller;

    ReturnVisibility(Caller caller) {
        this.caller = caller;
    }

    Restriction restriction() {
        return caller.facilityIds().isEmpty()
                ? Restriction.none()
                : new Restriction(
                        "t.facility_refs && :allowedFacilities::text[]",
                        Map.of("allowedFacilities", List.copyOf(caller.facilityIds())));
    }

    /** @throws Rejection 403 when the caller is limited to other facilities */
    void require(ItemReturnJob job) {
        if (!caller.facilityIds().isEmpty() && Collections.disjoint(caller.facilityIds(), job.facilities())) {
            throw Rejection.forbidden("You are assigned to none of the facilities of item return job " + job.id());
        }
    }
}
