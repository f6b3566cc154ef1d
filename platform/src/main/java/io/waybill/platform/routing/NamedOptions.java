package io.waybill.platform.routing;

import io.waybill.sourcing.SourcingDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sourcing options that orders of a batch name. An option is honoured at the first decision of an order, when the
 * engine, given nothing but the facilities of the option, decides just as the option says: by the rules and the numbers of
 * that moment. Pure; immutable.
 *
 * @param known those of the named options that are kept, by id
 * @param facilityIds of all facilities
 */
record NamedOptions(Map<String, SourcingOptions.Known> known, Set<String> facilityIds, Instant now) {
    static final NamedOptions NONE = new NamedOptions(Map.of(), Set.of(), Instant.MIN);

    /**
     * What became of the options that a plan names.
     *
     * @param decision as the option says; null when the plan has to be decided anew
     */
    record Use(OptionUse option, @Nullable SourcingDecision decision) {}

    /** The ids of the options that count for the plan: none once its order was split or rerouted. */
    static List<String> namedBy(RoutingPlan plan) {
        boolean first = plan.parentRoutingPlanRef() == null && plan.reRouteReason() == null;
        return !first
                        || plan.deliveryPreferences() == null
                        || plan.deliveryPreferences().sourcingOptionRefs() == null
                ? List.of()
                : plan.deliveryPreferences().sourcingOptionRefs();
    }

    /**
     * The first of the named options that still holds; when none does, what is wrong with the first.
     *
     * @param consider what would be decided for a plan
     * @return null when the plan names none
     */
    @Nullable
    Use use(RoutingPlan plan, Function<RoutingPlan, SourcingDecision> consider) {
        Use first = null;
        for (String id : namedBy(plan)) {
            Use use = use(plan, id, consider);
            if (use.decision() != null) {
                return use;
            }
            first = first == null ? use : first;
        }
        return first;
    }

    private Use use(RoutingPlan plan, String id, Function<RoutingPlan, SourcingDecision> consider) {
        SourcingOptions.Known option = known.get(id);
        if (option == null) {
            return new Use(new OptionUse(id, OptionUse.Outcome.UNKNOWN), null);
        }
        if (now.isAfter(option.validUntil())) {
            return new Use(new OptionUse(id, OptionUse.Outcome.EXPIRED), null);
        }
        if (!asksFor(plan, option)) {
            return new Use(new OptionUse(id, OptionUse.Outcome.DOES_NOT_FIT_THE_ORDER), null);
        }
        SourcingDecision decision = consider.apply(onlyAt(option.assignment().keySet(), plan));
        return Valuation.of(decision).assignment().equals(option.assignment())
                ? new Use(new OptionUse(id, OptionUse.Outcome.HONOURED), decision)
                : new Use(new OptionUse(id, OptionUse.Outcome.NO_LONGER_HOLDS), null);
    }

    private static boolean asksFor(RoutingPlan plan, SourcingOptions.Known option) {
        Map<String, Integer> quantities = plan.quantities();
        return quantities.keySet().equals(option.requested().keySet())
                && quantities.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().longValue()
                                == option.requested().getOrDefault(wanted.getKey(), 0L));
    }

    private RoutingPlan onlyAt(Set<String> wanted, RoutingPlan plan) {
        Set<String> others = new TreeSet<>(facilityIds);
        others.removeAll(wanted);
        if (plan.facilityBlackList() != null) {
            others.addAll(plan.facilityBlackList());
        }
        return plan.change().facilityBlackList(new ArrayList<>(others)).build();
    }
}
