package io.waybill.platform.console;

import io.waybill.platform.facilities.FacilityStatus;
import java.util.List;

/**
 * What would come of another status of a facility, named before somebody confirms it.
 *
 * @param version of the facility that was looked at
 * @param refused whether the facility has to stay as it is, because orders fall back to it
 * @param movable pick jobs that somebody else can get
 * @param canMove whether there are any, and the viewer may have somebody else looked for
 */
record StatusChange(
        String id,
        String name,
        long version,
        FacilityStatus from,
        FacilityStatus to,
        boolean refused,
        List<Effect> effects,
        String movable,
        boolean canMove) {

    /**
     * Something that comes of it.
     *
     * @param text key of what it is
     * @param count how many it concerns; empty where that is not counted
     * @param grave whether somebody should think twice
     */
    record Effect(String text, String count, boolean grave) {}
}
