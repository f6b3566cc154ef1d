package io.waybill.platform.console;

import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.routing.RoutingPlanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of an order, ready to be read.
 *
 * @param version of the order, which its actions name
 * @param processVersion of its process, which others name
 * @param address of the consumer, a line each
 * @param facts what else is known of it, such as the ids in the shop
 * @param parts what each facility does for it; those that count first
 * @param timeline the latest first
 * @param places who it could be assigned to
 * @param returnJob the id of the item return job; null while nothing was handed over
 */
record OrderDetails(
        String id,
        long version,
        String processId,
        long processVersion,
        String number,
        String placed,
        OrderStatus status,
        OrderProgress progress,
        List<String> address,
        List<Fact> facts,
        List<Line> lines,
        List<Part> parts,
        List<Happening> timeline,
        boolean active,
        boolean locked,
        boolean unroutable,
        List<Place> places,
        @Nullable String returnJob) {

    /** A name and a value as they came from elsewhere. */
    record Fact(String name, String value) {}

    /** A line of the order. */
    record Line(String article, String title, String units) {
        /** Address of the page that tells where the article is. */
        public String stock() {
            return ShowStock.everywhere(article, 1);
        }
    }

    /** A facility to choose. */
    record Place(String id, String name) {}

    /**
     * What a facility is to do, or nobody does yet.
     *
     * @param facility its name; null while there is none
     * @param over whether nothing follows from it any more
     * @param frees what would free a part that does not move
     * @param ours whether the facility is one of the viewer's, so that its documents can be printed
     */
    record Part(
            String planId,
            @Nullable String facility,
            boolean ours,
            RoutingPlanStatus status,
            boolean over,
            List<Line> lines,
            @Nullable Picking picking,
            List<Parcel> parcels,
            List<Handover> handovers,
            List<String> why,
            List<String> frees,
            List<String> poolMove,
            @Nullable String nextAttempt,
            @Nullable String decided,
            long facilitiesLookedAt,
            List<Verdict> verdicts,
            List<Planner> planners) {}

    /** A pick job. */
    record Picking(String id, String shortId, PickJobStatus status, String targetTime) {}

    /** A parcel; without number and address of tracking where there are none. */
    record Parcel(
            String id,
            String status,
            @Nullable String tracking,
            @Nullable String trackingUrl) {}

    /** A handover job. */
    record Handover(String id, String status, String channel) {}

    /** What became of a facility when the part was decided. */
    record Verdict(String name, boolean chosen, boolean passed, String rank, String penalty, List<String> words) {}

    /** What a planner made of the order. */
    record Planner(String name, boolean followed, String facilities, int parts, String unplaced, String cost) {}

    /**
     * Something that happened.
     *
     * @param who null where the platform did it of its own accord
     */
    record Happening(
            String time,
            HistoryEvent event,
            @Nullable String facility,
            @Nullable String shortId,
            @Nullable String cause,
            @Nullable String who) {}
}
