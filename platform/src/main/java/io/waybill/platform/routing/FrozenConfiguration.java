package io.waybill.platform.routing;

import io.waybill.platform.routing.StrategyEvaluation.PathElement;
import java.util.List;

/**
 * What was found for an order when its plan was decided for the first time, and holds for it ever after.
 *
 * @param strategyRef the strategy that was in use
 * @param config what holds, inherited and own
 * @param evaluatedPath how the order came to it
 */
record FrozenConfiguration(
        String strategyRef,
        RoutingStrategy.Configuration config,
        RoutingStrategy.GlobalConfiguration globalConfiguration,
        NodePlanning planning,
        List<PathElement> evaluatedPath) {

    static FrozenConfiguration of(RoutingStrategy strategy, StrategyTree.Evaluated evaluated) {
        return new FrozenConfiguration(
                strategy.id(),
                evaluated.effective().config(),
                strategy.globalConfiguration(),
                evaluated.effective().planning(),
                evaluated.path());
    }

    ActiveStrategy active() {
        return StrategyRules.read(globalConfiguration, config, planning, "config");
    }
}
