package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.LineFence;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A fence from a custom rule (platform.md 6.5): fails where the rule is broken. Belongs to one request. */
final class ToolkitFence implements Fence {

    private static final String EXPECTED = "the rule is not broken";

    private final String name;
    private final ToolkitEvaluation evaluation;

    ToolkitFence(String name, ToolkitEvaluation evaluation) {
        this.name = name;
        this.evaluation = evaluation;
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        return result(evaluation.judge(demand, facility));
    }

    private static FenceResult result(RuleOutcome.Result result) {
        return result.isBroken() ? FenceResult.FAILED : FenceResult.PASSED;
    }

    @Override
    public String expected(Demand demand) {
        return EXPECTED;
    }

    @Override
    public String actual(Demand demand, int facility) {
        return evaluation.explain(demand, facility).stream()
                .map(line -> line.outcome().description())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    @Override
    public List<LineFence> lines(Demand demand, int facility, FenceMode mode) {
        if (!evaluation.isByLine()) {
            return List.of();
        }
        return evaluation.explain(demand, facility).stream()
                .map(ToolkitFence::line)
                .toList();
    }

    private static LineFence line(RuleOutcome.OfLine line) {
        return new LineFence(
                text(line.lineId()),
                text(line.articleId()),
                result(line.outcome().result()),
                EXPECTED,
                line.outcome().description(),
                null,
                line.outcome());
    }

    private static String text(@Nullable String ofLine) {
        return ofLine == null ? "" : ofLine;
    }

    @Override
    public @Nullable RuleOutcome toolkit(Demand demand, int facility) {
        return evaluation.isByLine()
                ? null
                : evaluation.explain(demand, facility).getFirst().outcome();
    }
}
