package io.waybill.platform.console;

import io.waybill.platform.handover.HandoverjobChannel;
import io.waybill.platform.picking.PickJobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of the floor show, ready to be read. */
final class Floor {
    private Floor() {}

    /** A facility to work at. */
    record Site(String id, String name, String toDo) {}

    /**
     * What there is to do at a facility.
     *
     * @param mine what the viewer is at
     * @param next what can be begun, the most urgent first
     * @param others what somebody else is at
     */
    record Station(
            String id, String name, List<Job> mine, List<Job> next, List<Job> others, List<Handover> handovers) {}

    /**
     * A pick job in a list.
     *
     * @param who is at it; null while nobody is
     */
    record Job(
            String id,
            String shortId,
            PickJobStatus status,
            String due,
            boolean late,
            String units,
            int lines,
            String channel,
            @Nullable String who) {}

    /**
     * A pick job that is worked on.
     *
     * @param workable whether the viewer may pick now
     * @param takenBy who else is at it; null when nobody is
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

    /** What lies ready to leave. */
    record Handover(
            String id,
            long version,
            String recipient,
            String shortId,
            String order,
            HandoverjobChannel channel,
            String due,
            String units,
            boolean paid) {}

    /** Handovers at a facility, as searched for. */
    record Desk(String id, String name, String text, List<Handover> handovers) {}

    /** Why less was taken than was wanted. */
    enum ShortReason {
        NOT_FOUND,
        DAMAGED,
        TOO_FEW
    }
}
