package io.waybill.benchmark;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Objective;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * What a plan of an order costs at least: by trying every set of facilities, or, where there are too many, by the linear
 * program in which a facility may be used in part. Orders without bundles and with one line an article. Uses nothing of
 * the planners.
 */
final class PlanBound {

    private static final double POINT = 1_000_000;

    private final SourcingRequest request;
    private final Objective objective;
    private final List<FacilityExplanation> facilities;
    private final long[][] supply;

    /** @param passed the facilities that passed, as the first round tells them */
    PlanBound(
            SourcingRequest request, SourcingSnapshot snapshot, Objective objective, List<FacilityExplanation> passed) {
        this.request = request;
        this.objective = objective;
        this.facilities = passed;
        this.supply = new long[passed.size()][request.lines().size()];
        for (int facility = 0; facility < passed.size(); facility++) {
            for (int line = 0; line < supply[facility].length; line++) {
                supply[facility][line] = Math.min(
                        request.lines().get(line).remaining(),
                        snapshot.available(
                                passed.get(facility).facilityId(),
                                request.lines().get(line).articleId()));
            }
        }
    }

    /** Least cost in millionths of a plan of at most so many parts. */
    long leastByTrying(int parts) {
        long[] open = request.lines().stream()
                .mapToLong(SourcingRequest.Line::remaining)
                .toArray();
        return least(0, parts, open, -objective.splitPenalty() * (long) POINT, false);
    }

    private long least(int from, int parts, long[] open, long cost, boolean any) {
        long missing = 0;
        for (long units : open) {
            missing += units;
        }
        long least = any ? cost + missing * objective.shortagePenalty() * (long) POINT : Long.MAX_VALUE;
        if (parts > 0) {
            for (int facility = from; facility < supply.length; facility++) {
                long[] rest = open.clone();
                for (int line = 0; line < rest.length; line++) {
                    rest[line] -= Math.min(rest[line], supply[facility][line]);
                }
                long charged = cost + charge(facility) + objective.splitPenalty() * (long) POINT;
                least = Math.min(least, least(facility + 1, parts - 1, rest, charged, true));
            }
        }
        return least;
    }

    private long charge(int facility) {
        return Objects.requireNonNull(facilities.get(facility).totalPenalty())
                .movePointRight(6)
                .longValueExact();
    }

    /** Optimum of the linear program in millionths. */
    double leastByLinearProgram() {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> used = new ArrayList<>();
        for (int facility = 0; facility < supply.length; facility++) {
            used.add(model.addVariable("used" + facility)
                    .lower(0)
                    .upper(1)
                    .weight(charge(facility) / POINT + objective.splitPenalty()));
        }
        for (int line = 0; line < request.lines().size(); line++) {
            Variable missing = model.addVariable("missing" + line).lower(0).weight(objective.shortagePenalty());
            Expression placed = model.addExpression("line" + line)
                    .level(request.lines().get(line).remaining());
            placed.set(missing, 1);
            for (int facility = 0; facility < supply.length; facility++) {
                if (supply[facility][line] > 0) {
                    Variable units =
                            model.addVariable("units" + facility + "of" + line).lower(0);
                    placed.set(units, 1);
                    model.addExpression("only" + facility + "if used for" + line)
                            .upper(0)
                            .set(units, 1)
                            .set(used.get(facility), -supply[facility][line]);
                }
            }
        }
        // A plan has at least one part: tightens the bound, and holds for every order of which something can be placed.
        Expression some = model.addExpression("some").lower(1);
        used.forEach(each -> some.set(each, 1));
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            throw new BenchFailed("The linear program of an order was not solved: " + result.getState());
        }
        return (result.getValue() - objective.splitPenalty()) * POINT;
    }
}
