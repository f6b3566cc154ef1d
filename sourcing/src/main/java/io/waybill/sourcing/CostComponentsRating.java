package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.CostComponents;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prefers the facility where the order costs least (platform.md 6.4, COST-COMPONENTS). Score, in hundredths of the
 * currency: the sales prices there of all units still to place, the least delivery costs, or both, as configured; the
 * penalty grows up to 1,000.00. An article without a price counts at the default price, if there is one. Another
 * component that is not known makes the whole score unmeasured: half a sum would look cheap.
 */
final class CostComponentsRating implements Rating {

    private static final Thresholds THOUSAND = new Thresholds(0, 100_000);

    private final @Nullable CostComponents costs;

    /** The rating before it is configured: it only knows its key. */
    CostComponentsRating() {
        this(null);
    }

    private CostComponentsRating(@Nullable CostComponents costs) {
        this.costs = costs;
    }

    @Override
    public String key() {
        return SourcingConfiguration.COST_COMPONENTS;
    }

    @Override
    public Thresholds thresholds() {
        return THOUSAND;
    }

    @Override
    public Rating configured(@Nullable Thresholds configured, @Nullable CostComponents components) {
        if (components == null) {
            throw new IllegalArgumentException("rating " + key() + " needs to be told which costs to add up");
        }
        requireDirection(configured);
        return new CostComponentsRating(components);
    }

    @Override
    public String needs() {
        return "each cost component: sales prices of all articles, delivery costs of a carrier that the order may use";
    }

    @Override
    public long score(Demand demand, int facility) {
        long sum = 0;
        if (costs != null && costs.salesPrices()) {
            long prices = salesPrices(costs, demand, facility);
            if (prices == UNMEASURED) {
                return UNMEASURED;
            }
            sum += prices;
        }
        if (costs != null && costs.shippingCosts()) {
            long shipping = UsableCarriers.leastCost(demand, facility);
            if (shipping == UNMEASURED) {
                return UNMEASURED;
            }
            sum += shipping;
        }
        return Math.min(sum, Thresholds.LARGEST);
    }

    @Override
    public @Nullable String unknown(Demand demand, int facility, long score) {
        if (score == UNMEASURED) {
            return costs != null && costs.shippingCosts()
                    ? DeliveryCostsRating.orOtherCurrency(demand, facility, needs())
                    : needs();
        }
        if (costs == null || !costs.salesPrices() || costs.defaultPrice() == null) {
            return null;
        }
        long unpriced = IntStream.range(0, demand.situation().articles())
                .filter(article -> demand.unitsOfArticle(article) > 0
                        && demand.situation().measure(Measure.SALES_PRICE, facility, article) < 0)
                .count();
        return unpriced == 0
                ? null
                : "no price of " + unpriced + (unpriced == 1 ? " article" : " articles") + ": the default price of "
                        + BigDecimal.valueOf(costs.defaultPrice(), 2) + " was taken";
    }

    private static long salesPrices(CostComponents costs, Demand demand, int facility) {
        Situation situation = demand.situation();
        long sum = 0;
        for (int article = 0; article < situation.articles(); article++) {
            long units = demand.unitsOfArticle(article);
            if (units > 0) {
                long price = situation.measure(Measure.SALES_PRICE, facility, article);
                if (price < 0) {
                    if (costs.defaultPrice() == null) {
                        return UNMEASURED;
                    }
                    price = costs.defaultPrice();
                }
                sum = Math.min(
                        Thresholds.LARGEST,
                        sum + (price > Thresholds.LARGEST / units ? Thresholds.LARGEST : price * units));
            }
        }
        return sum;
    }
}
