package io.waybill.platform.facilities;

import io.waybill.platform.access.Caller;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The facility that the path of a request names, for a caller who may be limited to some. Thread-safe. */
@ApplicationScoped
class FacilityPath {
    private final Facilities facilities;
    private final Caller caller;

    FacilityPath(Facilities facilities, Caller caller) {
        this.facilities = facilities;
        this.caller = caller;
    }

    /**
     * The id of the facility.
     *
     * @param idOrUrn as it stands in the path
     * @throws Rejection 404, or 403 when it is not one of the caller's
     */
    String id(Handle handle, String idOrUrn) {
        String id = facilities.resolve(handle, idOrUrn).id();
        Set<String> allowed = caller.facilityIds();
        if (!allowed.isEmpty() && !allowed.contains(id)) {
            throw Rejection.forbidden("The caller is not allowed at facility " + id);
        }
        return id;
    }
}
