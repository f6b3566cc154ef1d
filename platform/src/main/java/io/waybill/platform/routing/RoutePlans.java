package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.ReservationRequest;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.routing.PlanConfigurations.Configured;
import io.waybill.platform.routing.RoutingBatch.Draft;
import io.waybill.platform.routing.RoutingPlans.Queued;
import io.waybill.sourcing.SourcingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Decides the plans that wait, many at a time in one transaction whose number of statements does not depend on how many
 * they are: reads facilities and availability once, decides one plan after the other, reserves everything, and decides
 * those again for which another node was faster.
 */
@ApplicationScoped
class RoutePlans {
    private static final Logger LOG = Logger.getLogger(RoutePlans.class);

    /** What is read once for a batch (facilities, availability) is the larger part of the work, so batches are large. */
    private static final int BATCH = 250;

    /** Parked plans that are looked at again when new ones come in. */
    private static final int PARKED_BATCH = 20;

    private static final Duration PARKED_PAUSE = Duration.ofSeconds(5);

    /** How often a plan is decided within a batch when its stock was taken meanwhile. */
    private static final int ROUNDS = 3;

    private static final Duration POISON_PAUSE = Duration.ofMinutes(1);

    /** How long after a plan or its pick job was seen in somebody's hands its reroute is tried again. */
    private static final Duration BUSY_PAUSE = Duration.ofMillis(200);

    private final Database database;
    private final RoutingPlans plans;
    private final PlanConfigurations configurations;
    private final PlanChanges changes;
    private final PlanRequests requests;
    private final DecisionLogs decisionLogs;
    private final RoutingJournals journals;
    private final SourcingOptions options;
    private final LoadSourcingData loadSourcingData;
    private final Reservations reservations;
    private final FindMovablePlans movablePlans;
    private final TargetTimes targetTimes;
    private final SucceedPlans succeed;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SourcingEngine engine = SourcingEngine.standard();

    RoutePlans(
            Database database,
            RoutingPlans plans,
            PlanConfigurations configurations,
            PlanChanges changes,
            PlanRequests requests,
            DecisionLogs decisionLogs,
            RoutingJournals journals,
            SourcingOptions options,
            LoadSourcingData loadSourcingData,
            Reservations reservations,
            FindMovablePlans movablePlans,
            TargetTimes targetTimes,
            SucceedPlans succeed,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.configurations = configurations;
        this.changes = changes;
        this.requests = requests;
        this.decisionLogs = decisionLogs;
        this.journals = journals;
        this.options = options;
        this.loadSourcingData = loadSourcingData;
        this.reservations = reservations;
        this.movablePlans = movablePlans;
        this.targetTimes = targetTimes;
        this.succeed = succeed;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Decides a batch of what is due.
     *
     * @return how many plans were taken
     */
    int routeDue() {
        try {
            return database.transaction(transaction -> route(transaction, due(transaction.handle())));
        } catch (DatabaseUnavailable away) {
            throw away;
        } catch (RuntimeException failure) {
            LOG.error("A batch of routing plans failed; they are decided one by one", failure);
            return routeOneByOne();
        }
    }

    /** One plan that cannot be decided must not stop the others: it is put aside. */
    private int routeOneByOne() {
        List<String> due = database.read(handle -> plans.dueIds(handle, clock.instant(), BATCH));
        for (String planId : due) {
            try {
                database.transaction(transaction -> route(transaction, plans.take(transaction.handle(), planId)));
            } catch (DatabaseUnavailable away) {
                // Nothing is wrong with this plan.
                throw away;
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "Routing plan %s cannot be decided; it is tried again later", planId);
                database.inTransaction(transaction -> plans.postpone(
                        transaction.handle(), planId, clock.instant().plus(POISON_PAUSE)));
            }
        }
        return due.size();
    }

    private List<Queued> due(Handle handle) {
        Instant now = clock.instant();
        List<Queued> due = new ArrayList<>(plans.takeDue(handle, now, BATCH));
        if (due.stream().anyMatch(queued -> queued.plan().status() == RoutingPlanStatus.INITIAL)) {
            plans.takeParked(handle, now.minus(PARKED_PAUSE), PARKED_BATCH).stream()
                    .filter(parked -> due.stream()
                            .noneMatch(queued ->
                                    queued.plan().id().equals(parked.plan().id())))
                    .forEach(due::add);
        }
        return due;
    }

    /** Decides the plans taken from the queue by this transaction; answers how many. */
    int route(Transaction transaction, List<Queued> queued) {
        if (queued.isEmpty()) {
            return 0;
        }
        Handle handle = transaction.handle();
        List<RoutingPlan> taken = queued.stream().map(Queued::plan).toList();
        List<Configured> configured = configurations.configured(handle, taken);
        SourcingData data = loadSourcingData.load(
                handle,
                taken,
                configured.stream().map(plan -> plan.strategy().configuration()).collect(Collectors.toSet()),
                Map.of());
        RoutingBatch batch = new RoutingBatch(
                engine,
                data.shelves(),
                plans.partsOf(
                        handle,
                        taken.stream().map(RoutingPlan::orderRef).distinct().toList()),
                identifiers,
                clock.instant());
        batch.honour(namedOptions(handle, queued, data));
        MovablePlans movable = movablePlans.of(transaction, queued);
        List<Draft> open = new ArrayList<>();
        for (int index = 0; index < configured.size(); index++) {
            Queued entry = queued.get(index);
            ActiveStrategy strategy = configured.get(index).strategy();
            RoutingPlan located = requests.located(configured.get(index).plan());
            String replaces = entry.replaces();
            if (replaces == null) {
                open.add(batch.add(located, strategy, entry.hold(), entry.attempts()));
            } else if (movable.plans().containsKey(replaces)) {
                open.add(batch.add(
                        located,
                        strategy,
                        entry.hold(),
                        entry.attempts(),
                        movable.plans().get(replaces)));
            } else if (!movable.busy().contains(replaces)) {
                batch.addRedundant(
                        located, strategy, entry.attempts(), movable.others().get(replaces));
            }
        }
        List<Draft> undecided = open;
        for (int round = 0; round < ROUNDS && !undecided.isEmpty(); round++) {
            List<ReservationRequest> wanted = batch.decide(undecided);
            undecided = wanted.isEmpty()
                    ? List.of()
                    : batch.settle(reservations.reserve(transaction, wanted, batch.withinCapacity()));
            List<String> vain = batch.reservedInVain();
            if (!vain.isEmpty()) {
                reservations.release(transaction, vain);
            }
        }
        batch.giveUpForNow(undecided);
        plans.postponeAll(
                handle,
                queued.stream()
                        .filter(entry ->
                                entry.replaces() != null && movable.busy().contains(entry.replaces()))
                        .map(entry -> entry.plan().id())
                        .toList(),
                clock.instant().plus(BUSY_PAUSE));
        store(transaction, batch, data.facilities());
        return queued.size();
    }

    private NamedOptions namedOptions(Handle handle, List<Queued> queued, SourcingData data) {
        Set<String> named = queued.stream()
                .flatMap(taken -> NamedOptions.namedBy(taken.plan()).stream())
                .collect(Collectors.toSet());
        return named.isEmpty()
                ? NamedOptions.NONE
                : new NamedOptions(
                        options.known(handle, named), data.facilities().keySet(), clock.instant());
    }

    private void store(Transaction transaction, RoutingBatch batch, Map<String, Facility> known) {
        Handle handle = transaction.handle();
        Instant now = clock.instant();
        WorkingTimes times = targetTimes.load(
                handle, batch.drafts().stream().map(Draft::plan).toList(), known, now);
        batch.schedule(times);
        List<Draft> changed =
                batch.drafts().stream().filter(draft -> !draft.isUnchanged()).toList();
        List<Stored<RoutingPlan>> stored = new ArrayList<>(plans.table()
                .updateAll(
                        handle,
                        changed.stream()
                                .filter(draft -> draft.stored() != null)
                                .map(Draft::plan)
                                .toList()));
        stored.addAll(plans.insert(
                handle,
                changed.stream()
                        .filter(draft -> draft.stored() == null)
                        .map(Draft::plan)
                        .toList()));
        plans.dequeue(
                handle,
                batch.drafts().stream()
                        .filter(draft -> draft.nextAttempt() == null && draft.stored() != null)
                        .map(draft -> draft.plan().id())
                        .toList());
        List<RoutingPlans.Entry> parked = new ArrayList<>();
        for (Draft draft : batch.drafts()) {
            Instant next = draft.nextAttempt();
            if (next != null) {
                parked.add(RoutingPlans.Entry.parked(draft.plan(), next, now, draft.attempts(), draft.hold()));
            }
        }
        plans.enqueue(handle, parked);
        decisionLogs.insert(transaction, changed, known, times);
        journals.record(transaction, assigned(changed));
        succeed.succeed(transaction, batch);
        stored.stream()
                .filter(plan -> batch.fellBack(plan.resource().id()))
                .forEach(plan -> changes.record(transaction, plan, "ROUTING_PLAN_FALLBACK"));
        changes.tell(
                transaction,
                stored,
                changed.stream()
                        .filter(Draft::splitHere)
                        .map(draft -> draft.plan().id())
                        .collect(Collectors.toSet()));
    }

    /** What was assigned, as one change per decision. */
    private static List<RoutingJournals.Change> assigned(List<Draft> drafts) {
        Map<String, List<Draft>> byRun = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.plan().status().holdsReservation()) {
                byRun.computeIfAbsent(Objects.requireNonNull(draft.plan().runId()), ignored -> new ArrayList<>())
                        .add(draft);
            }
        }
        return byRun.values().stream()
                .map(run -> new RoutingJournals.Change(
                        RoutingChange.of(run.getFirst().plan()),
                        run.stream().map(Draft::plan).toList(),
                        run.getFirst().option()))
                .toList();
    }
}
