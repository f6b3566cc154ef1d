package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rating from a custom rule (platform.md 6.5): charges its whole penalty where the rule is broken, and nothing
 * elsewhere. Score: 1 where it is broken, else 0. Belongs to one request.
 */
final class ToolkitRating implements Rating {

    private final String name;
    private final ToolkitEvaluation evaluation;

    ToolkitRating(String name, ToolkitEvaluation evaluation) {
        this.name = name;
        this.evaluation = evaluation;
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public @Nullable Thresholds thresholds() {
        return null;
    }

    @Override
    public long score(Demand demand, int facility) {
        return evaluation.judge(demand, facility).isBroken() ? 1 : 0;
    }

    @Override
    public String needs() {
        return "nothing";
    }

    @Override
    public long share(Demand demand, long score, @Nullable Thresholds configured) {
        return score * WHOLE;
    }

    @Override
    public List<RuleOutcome.OfLine> toolkit(Demand demand, int facility) {
        return evaluation.explain(demand, facility);
    }
}
