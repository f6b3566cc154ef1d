package io.waybill.platform.console;

import io.waybill.platform.picking.PickJobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pick station shows, ready to be read. */
final class PickStation {
    private PickStation() {}

    /**
     * A pick job that is worked on.
     *
     * @param workable whether the viewer may pick now
     * @param takenBy who else is at it; null when nobody is
     * @param loose units that were taken and lie in no load unit
     * @param scanned what was scanned last and found no line; empty when it did
     */
    record Pick(
            String id,
            long version,
            String facilityId,
            String facility,
            String shortId,
            PickJobStatus status,
            boolean live,
            boolean workable,
            @Nullable String takenBy,
            String due,
            boolean late,
            List<Line> lines,
            String taken,
            String wanted,
            boolean complete,
            List<Box> boxes,
            long loose,
            String scanned) {

        /** The reasons to choose from. */
        public List<ShortReason> reasons() {
            return List.of(ShortReason.values());
        }
    }

    /**
     * A line of a pick job.
     *
     * @param place where it lies; empty when that is not known
     * @param shortBy the reason that was given for taking less; null where none was
     */
    record Line(
            String id,
            String article,
            String title,
            String place,
            long picked,
            long quantity,
            boolean done,
            boolean shortPicked,
            @Nullable String shortBy) {}

    /** A load unit: a box, bag or rack with goods of the job. */
    record Box(String id, String name, String units, List<String> contents) {}

    /** Why less was taken than was wanted. */
    enum ShortReason {
        NOT_FOUND,
        DAMAGED,
        TOO_FEW
    }
}
