package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prefers the facility from which the delivery is cheaper (platform.md 6.4, DELIVERY-COSTS). Score: the least cost, in
 * hundredths of the currency, among the carriers that may serve the order there; the penalty grows up to 20.00.
 */
final class DeliveryCostsRating implements Rating {

    private static final Thresholds TWENTY = new Thresholds(0, 2_000);

    @Override
    public String key() {
        return SourcingConfiguration.DELIVERY_COSTS;
    }

    @Override
    public Thresholds thresholds() {
        return TWENTY;
    }

    @Override
    public String needs() {
        return "a carrier that the order may use, with delivery costs to the destination";
    }

    @Override
    public @Nullable String unknown(Demand demand, int facility, long score) {
        return score == UNMEASURED ? orOtherCurrency(demand, facility, needs()) : null;
    }

    /** Costs in different currencies are not compared. */
    static String orOtherCurrency(Demand demand, int facility, String otherwise) {
        Set<String> foreign = UsableCarriers.foreignCurrencies(demand, facility);
        if (foreign.isEmpty() || UsableCarriers.leastCost(demand, facility) != UNMEASURED) {
            return otherwise;
        }
        String counts = UsableCarriers.currency(demand);
        return "no cost known in " + (counts == null ? "the currency of the destination" : counts)
                + ": carriers name costs in " + String.join(", ", foreign);
    }

    @Override
    public long score(Demand demand, int facility) {
        return UsableCarriers.leastCost(demand, facility);
    }
}
