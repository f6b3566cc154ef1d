package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.picking.PickJobList;
import io.waybill.platform.routing.RecalculatePlans;
import io.waybill.platform.routing.RoutingPlanResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Has somebody else looked for for the jobs of a facility that nobody has begun, the most urgent first. A job stays where
 * it is until somebody else is found. Thread-safe.
 */
@ApplicationScoped
class MoveUnbegunJobs {
    /** As many as the operation takes at once. */
    private static final int BATCH = 10;

    private final Database database;
    private final ShowFacility showFacility;
    private final PickJobList pickJobs;
    private final RoutingPlanResource plans;

    MoveUnbegunJobs(Database database, ShowFacility showFacility, PickJobList pickJobs, RoutingPlanResource plans) {
        this.database = database;
        this.showFacility = showFacility;
        this.pickJobs = pickJobs;
        this.plans = plans;
    }

    /** @throws Rejection 404 where the viewer sees no such facility, 422 where it is online and would get them again */
    void move(String facilityId) {
        List<String> found = database.read(handle -> {
            Facility place = showFacility.allowed(handle, facilityId);
            if (place.status() == FacilityStatus.ONLINE) {
                throw Rejection.ruleBroken("Jobs are moved away from a facility that is suspended or offline");
            }
            return pickJobs.unbegunPlans(handle, facilityId, ShowFacility.MOVED_AT_ONCE);
        });
        for (int from = 0; from < found.size(); from += BATCH) {
            plans.recalculate(new RecalculatePlans.Command(
                    null, found.subList(from, Math.min(from + BATCH, found.size())), null, null));
        }
    }
}
