package io.waybill.platform.routing;

import io.waybill.platform.routing.Replay.Difference;
import io.waybill.platform.routing.Replay.Figures;
import io.waybill.platform.routing.Replay.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compares what orders come to under two strategies. Pure; not thread-safe. */
final class ReplayTally {
    /** Differences that are listed; all are counted. */
    static final int LISTED = 500;

    private final UnaryOperator<String> facilityNames;
    private final Sum baseline = new Sum();
    private final Sum candidate = new Sum();
    private final List<Difference> listed = new ArrayList<>();
    private long differences;

    /** @param facilityNames by id */
    ReplayTally(UnaryOperator<String> facilityNames) {
        this.facilityNames = facilityNames;
    }

    /** An order that was decided under both. */
    void add(String orderRef, @Nullable String tenantOrderId, Valuation before, Valuation after) {
        baseline.add(before);
        candidate.add(after);
        if (!before.assignment().equals(after.assignment())) {
            differences++;
            if (listed.size() < LISTED) {
                listed.add(new Difference(orderRef, tenantOrderId, outcome(before), outcome(after)));
            }
        }
    }

    Figures baseline() {
        return baseline.figures();
    }

    Figures candidate() {
        return candidate.figures();
    }

    Replay.Differences differences() {
        return new Replay.Differences(differences, List.copyOf(listed));
    }

    private Outcome outcome(Valuation valuation) {
        return new Outcome(
                valuation.assignment().entrySet().stream()
                        .map(part -> new Replay.ReplayedPart(
                                part.getKey(),
                                facilityNames.apply(part.getKey()),
                                part.getValue().entrySet().stream()
                                        .map(units -> new Replay.Units(units.getKey(), units.getValue()))
                                        .toList()))
                        .toList(),
                valuation.unplacedUnits(),
                valuation.metres(),
                valuation.cost());
    }

    private static final class Sum {
        private long orders;
        private long served;
        private long complete;
        private long parts;
        private long unplacedLines;
        private long unplacedUnits;
        private long metres;
        private long partsWithoutDistance;
        private BigDecimal cost = BigDecimal.ZERO;

        void add(Valuation valuation) {
            orders++;
            served += valuation.isServed() ? 1 : 0;
            complete += valuation.unplaced().isEmpty() ? 1 : 0;
            parts += valuation.parts().size();
            unplacedLines += valuation.unplaced().size();
            unplacedUnits += valuation.unplacedUnits();
            metres += valuation.metres();
            partsWithoutDistance += valuation.parts().stream()
                    .filter(part -> part.metres().isEmpty())
                    .count();
            cost = cost.add(valuation.cost());
        }

        Figures figures() {
            BigDecimal perOrder = served == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(parts).divide(BigDecimal.valueOf(served), 3, RoundingMode.HALF_UP);
            return new Figures(
                    orders,
                    served,
                    complete,
                    parts,
                    perOrder,
                    unplacedLines,
                    unplacedUnits,
                    metres,
                    partsWithoutDistance,
                    cost);
        }
    }
}
