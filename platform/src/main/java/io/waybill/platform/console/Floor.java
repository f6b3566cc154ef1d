package io.waybill.platform.console;

import io.waybill.platform.picking.PickChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of a facility's floor show, ready to be read. */
final class Floor {
    private Floor() {}

    /** A facility to work at. */
    record Site(String id, String name, String toDo) {}

    /**
     * What there is to do at a facility.
     *
     * @param toSend picked and packed, and no parcel made yet
     * @param failed parcels whose label could not be made
     * @param nothingLeft whether the viewer asked for the next job and there was none
     */
    record Station(
            String id,
            String name,
            List<Tile> tiles,
            Jobs picking,
            Jobs packing,
            List<ToSend> toSend,
            List<FailedLabel> failed,
            boolean nothingLeft) {}

    /** A kind of work. */
    enum Work {
        PICK,
        PACK,
        SEND,
        CUSTOMERS,
        CARRIERS
    }

    /**
     * How much there is of a kind of work.
     *
     * @param late how many of them are late; null when none is
     */
    record Tile(
            Work work, String href, String count, @Nullable String late) {}

    /** Jobs that can be worked on: the viewer's own first, then those that nobody has, then those of others. */
    record Jobs(Work work, List<Job> all, boolean free) {

        /** In the order in which they concern the viewer, and within that as urgent as given. */
        static Jobs of(Work work, List<Job> urgentFirst) {
            List<Job> sorted = urgentFirst.stream()
                    .sorted(java.util.Comparator.comparingInt(job -> job.mine() ? 0 : job.who() == null ? 1 : 2))
                    .toList();
            return new Jobs(work, sorted, urgentFirst.stream().anyMatch(job -> job.who() == null));
        }
    }

    /** Where a job stands that can be worked on. */
    enum State {
        OPEN,
        WAITING_FOR_INPUT,
        IN_PROGRESS,
        PAUSED
    }

    /**
     * A job in a list.
     *
     * @param href of its page
     * @param who is at it; null while nobody is
     * @param mine whether that is the viewer
     * @param channel null where the job does not tell
     */
    record Job(
            String href,
            String shortId,
            State state,
            String due,
            boolean late,
            String units,
            int lines,
            @Nullable PickChannel channel,
            @Nullable String who,
            boolean mine) {}

    /** A shipment that waits for its first parcel. */
    record ToSend(String id, String shortId, String order, String carrier, String due, boolean late) {}

    /** A parcel that cannot leave, because it has no label. */
    record FailedLabel(String shipmentId, String shortId, String order, String why) {}
}
