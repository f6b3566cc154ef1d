package io.waybill.platform.console;

import io.waybill.platform.handover.HandoverJobCancelReason;
import io.waybill.platform.handover.HandoverjobChannel;
import io.waybill.platform.handover.HandoverjobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the handover desk shows, ready to be read. */
final class HandoverDesk {
    private HandoverDesk() {}

    /**
     * What lies ready for customers who collect.
     *
     * @param text that was searched for; empty for everything
     * @param more whether there is more than is listed
     */
    record Customers(String id, String name, String text, List<Job> jobs, boolean more) {}

    /**
     * What lies ready for carriers.
     *
     * @param handedOver how many parcels have just been handed over; null when none was
     * @param failures those that were to be handed over with them, and were not
     * @param more whether there is more than is listed
     * @param scanned what was scanned last and is no parcel that lies here; empty when it was one
     */
    record Carriers(
            String id,
            String name,
            List<Group> groups,
            @Nullable String handedOver,
            List<Failure> failures,
            boolean more,
            String scanned) {}

    /** Parcels that the same carrier takes at the same time. */
    record Group(String carrier, String due, boolean late, List<Job> jobs) {

        public int size() {
            return jobs.size();
        }
    }

    /** A job that was not handed over with the others, and where it stands now. */
    record Failure(String id, String shortId, String order, HandoverjobStatus status) {}

    /**
     * Goods that lie ready.
     *
     * @param boxes names of the load units they lie in; empty when they lie in none
     * @param parcel number by which the parcel is known; empty where there is none
     * @param missing units that were ordered and are not there
     */
    record Job(
            String id,
            long version,
            String recipient,
            String shortId,
            String order,
            String due,
            boolean late,
            String units,
            List<String> boxes,
            String parcel,
            boolean paid,
            long missing) {}

    /** One handover in detail. */
    record Handover(
            Job job,
            String facilityId,
            String facility,
            HandoverjobChannel channel,
            HandoverjobStatus status,
            boolean live,
            List<Line> lines,
            List<Missing> missing) {

        /** The reasons to choose from when somebody does not take something. */
        public List<RefusalReason> refusals() {
            return List.of(RefusalReason.values());
        }

        /** The reasons to choose from when nothing is handed over at all. */
        public List<HandoverJobCancelReason> cancelReasons() {
            return List.of(HandoverJobCancelReason.values());
        }
    }

    /** A line that lies ready; what became of it once it is over. */
    record Line(String id, String article, String title, long quantity, long handedOver, long refused) {}

    /** Units that were ordered and not picked. */
    record Missing(String title, String units) {}

    /** Why somebody does not take something. */
    enum RefusalReason {
        NOT_WANTED,
        DAMAGED,
        WRONG_ARTICLE
    }
}
