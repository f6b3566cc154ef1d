package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans are about to be taken away from their facilities in this transaction. Whoever works on one of them locks that
 * work, so that it stays as it is until the transaction ends, and says what is in the way.
 *
 * <p>Observers run one after the other on the thread of the transaction; not thread-safe.
 */
public final class PlansToMove {
    private final Transaction transaction;
    private final List<RoutingPlan> plans;
    private final Map<String, RerouteReason> reasons;
    private final boolean patient;
    private final Map<String, String> obstacles = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    PlansToMove(Transaction transaction, List<RoutingPlan> plans, Map<String, RerouteReason> reasons, boolean patient) {
        this.transaction = transaction;
        this.plans = List.copyOf(plans);
        this.reasons = Map.copyOf(reasons);
        this.patient = patient;
    }

    public Transaction transaction() {
        return transaction;
    }

    public List<RoutingPlan> plans() {
        return plans;
    }

    /** Whether observers wait for locks; otherwise they say {@link #busy}. */
    public boolean patient() {
        return patient;
    }

    /** Whether work on the plan that was begun may be taken away. */
    public boolean movesStartedWork(String planId) {
        return reasons.getOrDefault(planId, RerouteReason.RECALCULATION).movesStartedWork();
    }

    /** Whether the plan moves because it was picked short. */
    public boolean afterShortPick(String planId) {
        return reasons.get(planId) == RerouteReason.SHORTPICK;
    }

    /** The plan must stay where it is. */
    public void inTheWay(String planId, String why) {
        obstacles.put(planId, why);
    }

    /** The facility has given the plan up: nothing is left there to stay for. */
    public void givenUp(String planId) {
        givenUp.add(planId);
    }

    Set<String> givenUp() {
        return givenUp;
    }

    /** Somebody is at the plan at this moment. */
    public void busy(String planId) {
        busy.add(planId);
    }

    Map<String, String> obstacles() {
        return obstacles;
    }

    boolean isBusy(String planId) {
        return busy.contains(planId);
    }
}
