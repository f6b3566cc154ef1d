package io.waybill.platform.routing;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How much work waits at facilities. Routing asks, the module that has the work answers: routing comes before it and does
 * not know it.
 */
public interface FacilityWorkload {

    /**
     * Pick jobs that are not finished, by facility; a facility without any is not in the map. One statement. Jobs of
     * plans that others are deciding at this moment are not counted: that is a preference, not a promise.
     */
    Map<String, Long> openPickJobs(Handle handle);
}
