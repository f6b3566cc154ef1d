package io.waybill.sourcing;

import java.util.List;

/**
 * What the engine decided, and why.
 *
 * @param outcome routed, waiting or not routable
 * @param explanation everything looked at on the way
 * @param plan the plan that was followed, and its cost
 * @param shadows the plans of the configuration's shadow planners, in its order
 */
public record SourcingDecision(Outcome outcome, Explanation explanation, PlanSummary plan, List<PlanSummary> shadows) {

    public SourcingDecision {
        shadows = List.copyOf(shadows);
    }

    /** One of three. Placed and unplaced units together are exactly the units that were to be placed. */
    public sealed interface Outcome {

        /** Units nobody was given, in request order; empty when everything is placed. */
        List<Unplaced> unplaced();
    }

    /**
     * At least one facility serves the order.
     *
     * @param parts one per facility, in the order they were chosen; never empty. A part never holds more units of an
     *     article than the facility has available.
     * @param unplaced what is left over; each says why, and whether it may wait
     */
    public record Routed(List<Part> parts, List<Unplaced> unplaced) implements Outcome {

        public Routed {
            parts = List.copyOf(parts);
            unplaced = List.copyOf(unplaced);
        }
    }

    /** No facility can serve the order now, but one may when its stock changes. */
    public record Waiting(WaitingReason reason, List<Unplaced> unplaced) implements Outcome {

        public Waiting {
            unplaced = List.copyOf(unplaced);
        }
    }

    /** No facility can serve the order, and nothing says that one will. The caller decides whether to try again. */
    public record NotRoutable(NotRoutableReason reason, List<Unplaced> unplaced) implements Outcome {

        public NotRoutable {
            unplaced = List.copyOf(unplaced);
        }
    }

    /** What a waiting order waits for. */
    public enum WaitingReason {
        /** A reactive fence failed that may pass later. */
        REACTIVE_FENCE,
        /** Nobody has it, but somebody offers it for pre-order or back-order. */
        PRE_OR_BACK_ORDER
    }

    /** Why nothing can be routed. */
    public enum NotRoutableReason {
        /** The facility the consumer wants to collect at is not known. */
        COLLECT_FACILITY_UNKNOWN,
        /** No facility is online, allowed and offers any of the articles. */
        NO_CANDIDATE,
        /** Every candidate failed a fence. */
        NO_CANDIDATE_PASSED_THE_FENCES,
        /** Facilities passed the fences, but none has anything that can be taken. */
        NOTHING_AVAILABLE
    }

    /**
     * What one facility is asked to do.
     *
     * @param lines at least one, each with at least one unit, in request order
     */
    public record Part(String facilityId, List<PartLine> lines) {

        public Part {
            lines = List.copyOf(lines);
        }
    }

    /** Units of a line given to a facility. */
    public record PartLine(String lineId, String articleId, long quantity) {}

    /**
     * Units of a line given to nobody.
     *
     * @param quantity at least 1
     * @param mayWait a facility that passes every fence not about stock offers the article for pre-order or back-order
     */
    public record Unplaced(String lineId, String articleId, long quantity, UnplacedReason reason, boolean mayWait) {}

    /** Why units are left over. */
    public enum UnplacedReason {
        /** No facility that was allowed to serve the order has them. */
        NOT_AVAILABLE,
        /** Another facility has some of them, but the order may not be split any further. */
        NOT_SPLIT,
        /** Facilities have parts of the bundle, none has all of it and does the custom services that it asks for. */
        BUNDLE_INCOMPLETE
    }
}
