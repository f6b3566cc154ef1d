package io.waybill.platform.inventory;

import java.util.Map;

/** What became of one {@link ReservationRequest}. */
public sealed interface ReservationOutcome {
    String routingPlanId();

    /** Everything asked for is reserved. */
    record Reserved(String routingPlanId) implements ReservationOutcome {}

    /**
     * Nothing was reserved, since not everything is available any more.
     *
     * @param availableForPicking what each article that fell short has left, per tenantArticleId; empty when it is
     *     the facility's picking capacity that has no place left
     */
    record Short(String routingPlanId, Map<String, Integer> availableForPicking) implements ReservationOutcome {

        /** Whether the facility cannot take any more work, whatever is on its shelves. */
        public boolean isFull() {
            return availableForPicking.isEmpty();
        }
    }
}
