package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.routing.RerouteAborted;
import io.waybill.platform.routing.RerouteShortPick;
import io.waybill.platform.routing.RerouteShortPick.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stores what people decided about a pick job, and has missing goods or a refused job served by somebody else where the
 * strategy says so, in the same transaction. Thread-safe.
 */
@ApplicationScoped
class RerouteAfterPicking {
    private final RecordPickDecisions decisions;
    private final PickJobs jobs;
    private final RerouteShortPick shortPicks;
    private final RerouteAborted aborted;

    RerouteAfterPicking(
            RecordPickDecisions decisions, PickJobs jobs, RerouteShortPick shortPicks, RerouteAborted aborted) {
        this.decisions = decisions;
        this.jobs = jobs;
        this.shortPicks = shortPicks;
        this.aborted = aborted;
    }

    /** @throws io.waybill.platform.kernel.Rejection 409 when the job was written in between */
    Stored<PickJob> record(Transaction transaction, PickDecision decision) {
        PickJob after = decision.after();
        boolean nothing = after.taken() == 0;
        if (decision.picksShort() && (nothing || !decision.asItIs())) {
            String plan = Objects.requireNonNull(after.routingPlanRef());
            Verdict verdict = shortPicks.judge(transaction, plan, nothing);
            Stored<PickJob> stored = store(transaction, verdict == Verdict.HOLD ? held(decision) : decision);
            shortPicks.carryOut(transaction, plan, verdict, missing(after));
            return verdict == Verdict.REPLACE ? jobs.stored(transaction.handle(), after.id()) : stored;
        }
        if (decision.rejects()) {
            String plan = Objects.requireNonNull(after.routingPlanRef());
            boolean leaves = aborted.applies(transaction, plan);
            Stored<PickJob> stored = store(transaction, decision);
            if (leaves) {
                aborted.reroute(transaction, plan);
                return jobs.stored(transaction.handle(), after.id());
            }
            return stored;
        }
        return store(transaction, decision);
    }

    private Stored<PickJob> store(Transaction transaction, PickDecision decision) {
        return decisions.record(transaction, List.of(decision)).getFirst();
    }

    private static PickDecision held(PickDecision decision) {
        return new PickDecision(
                decision.before(), decision.after().withStatus(PickJobStatus.PICKED), decision.facts(), false);
    }

    /** Lines with a substitute do not count as short. */
    private static Map<String, Long> missing(PickJob job) {
        Map<String, Long> missing = new HashMap<>();
        job.pickLineItems().stream()
                .filter(line -> line.shortPicked() && line.globalLineItemId() != null)
                .forEach(line -> missing.merge(
                        Objects.requireNonNull(line.globalLineItemId()), line.quantity() - line.picked(), Long::sum));
        return missing;
    }
}
