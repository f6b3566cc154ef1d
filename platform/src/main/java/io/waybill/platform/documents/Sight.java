package io.waybill.platform.documents;

import io.waybill.platform.access.Caller;
import io.waybill.platform.kernel.Rejection;
import java.util.Collections;
import java.util.Set;

/** Whether who asks may see what belongs to some facilities. */
@FunctionalInterface
public interface Sight {
    /**
     * @param facilityRefs whose it is; to see one is enough
     * @throws Rejection where it is none of the caller's
     */
    void require(Set<String> facilityRefs, String kind, String id);

    /** Refuses as the API does: 403. */
    static Sight ofApi(Caller caller) {
        return (facilityRefs, kind, id) -> {
            if (isHidden(caller, facilityRefs)) {
                throw Rejection.forbidden("You are not assigned to the facility of " + kind + " " + id);
            }
        };
    }

    /** Refuses as the console does, as if it were not there: 404. */
    static Sight ofConsole(Caller caller) {
        return (facilityRefs, kind, id) -> {
            if (isHidden(caller, facilityRefs)) {
                throw Rejection.notFound(kind, id);
            }
        };
    }

    private static boolean isHidden(Caller caller, Set<String> facilityRefs) {
        return !caller.facilityIds().isEmpty() && Collections.disjoint(caller.facilityIds(), facilityRefs);
    }
}
