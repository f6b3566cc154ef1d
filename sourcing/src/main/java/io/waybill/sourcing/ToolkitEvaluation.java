package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A custom rule for one request. What looks only at the order is evaluated once, the rest for every facility. Not changed
 * after construction and safe for use by many threads.
 */
final class ToolkitEvaluation {

    private static final String LINES = "orderLineItems";

    /** Stands for the order as a whole. */
    private static final int WHOLE = -1;

    private final ToolkitRule rule;
    private final SourcingRequest request;
    private final RuleProperties properties;
    private final Set<String> articles = new LinkedHashSet<>();
    private final List<@Nullable Object> orderOfLine = new ArrayList<>();
    private final @Nullable List<Truth> leftOfLine;
    private final @Nullable Truth leftOfWhole;

    ToolkitEvaluation(ToolkitRule rule, SourcingRequest request) {
        this.rule = rule;
        this.request = request;
        this.properties = request.properties();
        request.lines().forEach(line -> articles.add(line.articleId()));
        if (isByLine() && rule.entities().contains(RuleEntity.ORDER)) {
            request.lines().forEach(line -> orderOfLine.add(orderWithOnly(line)));
        }
        boolean leftOnce = rule instanceof ToolkitRule.Condition condition
                && condition.left().isSameForAllFacilities();
        this.leftOfWhole = leftOnce && !isByLine() ? left("", WHOLE, new ArrayList<>()) : null;
        this.leftOfLine = leftOnce && isByLine() ? leftOfLines() : null;
    }

    private List<Truth> leftOfLines() {
        List<Truth> truths = new ArrayList<>();
        for (int line = 0; line < request.lines().size(); line++) {
            truths.add(left("", line, new ArrayList<>()));
        }
        return truths;
    }

    /** The order with this line alone; an order that does not have it, with none. */
    private @Nullable Object orderWithOnly(SourcingRequest.Line line) {
        if (!(properties.order() instanceof Map<?, ?> order)) {
            return null;
        }
        Map<Object, @Nullable Object> view = new LinkedHashMap<>(order);
        List<Object> only = new ArrayList<>();
        if (order.get(LINES) instanceof List<?> lines) {
            for (Object candidate : lines) {
                if (candidate instanceof Map<?, ?> found && line.id().equals(found.get("id"))) {
                    only.add(found);
                }
            }
        }
        view.put(LINES, only);
        return view;
    }

    boolean isByLine() {
        return rule.scope() == ToolkitRule.Scope.LINE_ITEM;
    }

    /** What comes out for all that is still to place. */
    RuleOutcome.Result judge(Demand demand, int facility) {
        String facilityId = demand.situation().facility(facility).id();
        List<Object> scratch = new ArrayList<>();
        if (!isByLine()) {
            return judge(facilityId, WHOLE, scratch);
        }
        RuleOutcome.Result heaviest = RuleOutcome.Result.SKIPPED;
        for (int line = 0; line < request.lines().size(); line++) {
            if (demand.units(line) > 0) {
                heaviest = heaviest.heavier(judge(facilityId, line, scratch));
            }
        }
        return heaviest;
    }

    private RuleOutcome.Result judge(String facilityId, int line, List<Object> scratch) {
        return switch (rule) {
            case ToolkitRule.Condition condition -> {
                Truth left = left(facilityId, line, scratch);
                Truth right = left == Truth.TRUE ? condition.right().test(new View(facilityId, line), scratch) : null;
                yield RuleOutcome.Result.ofSides(left, right);
            }
            case ToolkitRule.Comparison comparison ->
                RuleOutcome.Result.ofComparison(comparison.test(new View(facilityId, line), scratch));
        };
    }

    private Truth left(String facilityId, int line, List<Object> scratch) {
        if (leftOfWhole != null) {
            return leftOfWhole;
        }
        if (leftOfLine != null) {
            return leftOfLine.get(line);
        }
        return rule instanceof ToolkitRule.Condition condition
                ? condition.left().test(new View(facilityId, line), scratch)
                : Truth.TRUE;
    }

    /** Everything there is to say: one outcome for the whole, or one per line still to place. */
    List<RuleOutcome.OfLine> explain(Demand demand, int facility) {
        String facilityId = demand.situation().facility(facility).id();
        if (!isByLine()) {
            return List.of(new RuleOutcome.OfLine(null, null, explain(facilityId, WHOLE)));
        }
        List<RuleOutcome.OfLine> outcomes = new ArrayList<>();
        for (int line = 0; line < request.lines().size(); line++) {
            if (demand.units(line) > 0) {
                SourcingRequest.Line wanted = request.lines().get(line);
                outcomes.add(new RuleOutcome.OfLine(wanted.id(), wanted.articleId(), explain(facilityId, line)));
            }
        }
        return outcomes;
    }

    private RuleOutcome explain(String facilityId, int line) {
        PropertyTrees trees = new View(facilityId, line);
        return switch (rule) {
            case ToolkitRule.Condition condition -> {
                RulePart.Outcome left = condition.left().evaluate(trees);
                RulePart.Outcome right =
                        left.result() == Truth.TRUE ? condition.right().evaluate(trees) : null;
                yield new RuleOutcome.OfCondition(
                        RuleOutcome.Result.ofSides(left.result(), right == null ? null : right.result()), left, right);
            }
            case ToolkitRule.Comparison comparison -> comparison.evaluate(trees);
        };
    }

    /** The trees seen from a facility, and from a line or the whole order. */
    private final class View implements PropertyTrees {
        private final String facilityId;
        private final int line;

        View(String facilityId, int line) {
            this.facilityId = facilityId;
            this.line = line;
        }

        @Override
        public @Nullable Object tree(RuleEntity entity) {
            return switch (entity) {
                case ORDER -> line == WHOLE ? properties.order() : orderOfLine.get(line);
                case FACILITY -> properties.facilities().get(facilityId);
                case CARRIERCONNECTION -> properties.carriers().get(facilityId);
                case LISTING ->
                    line == WHOLE
                            ? properties.listings(facilityId, articles)
                            : properties.listing(
                                    facilityId, request.lines().get(line).articleId());
                case ORDERING_FACILITY -> properties.orderingFacility();
                case ORDERING_FACILITY_GROUPS -> properties.orderingFacilityGroups();
            };
        }
    }
}
