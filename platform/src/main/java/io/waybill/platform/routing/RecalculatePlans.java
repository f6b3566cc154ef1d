package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Has plans decided again on today's numbers (platform.md 6.8, RECALCULATION): what waits, and what is routed and not
 * begun. All of them means thousands, so that goes on in the background, one bounded batch after the other.
 */
@ApplicationScoped
public class RecalculatePlans implements TimerHandler {
    private static final String TIMER = "recalculate-routing-plans";
    private static final int BATCH = 100;

    private final Database database;
    private final RoutingPlans plans;
    private final Reroutes reroutes;
    private final RetryPlans retry;
    private final Reservations reservations;
    private final Instance<Timers> timers;
    private final Identifiers identifiers;
    private final Clock clock;

    RecalculatePlans(
            Database database,
            RoutingPlans plans,
            Reroutes reroutes,
            RetryPlans retry,
            Reservations reservations,
            Instance<Timers> timers,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.reroutes = reroutes;
        this.retry = retry;
        this.reservations = reservations;
        this.timers = timers;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Which plans; at least one kind must be given.
     *
     * @param allReroutable every plan there is, whatever else is named
     */
    public record Command(
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 256) String> orderRefs,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 256) String> routingPlanIds,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 256) String> tenantOrderIds,
            @Nullable Boolean allReroutable) {

        private static List<String> orEmpty(@Nullable List<String> ids) {
            return ids == null ? List.of() : ids;
        }

        boolean isEmpty() {
            return orEmpty(orderRefs).isEmpty()
                    && orEmpty(routingPlanIds).isEmpty()
                    && orEmpty(tenantOrderIds).isEmpty();
        }
    }

    /** @throws Rejection 400 when nothing is named, or something that no plan belongs to */
    void recalculate(Command command) {
        if (Boolean.TRUE.equals(command.allReroutable())) {
            database.inTransaction(
                    transaction -> timers.get().schedule(transaction, TIMER, identifiers.next(), clock.instant(), ""));
            return;
        }
        if (command.isEmpty()) {
            throw Rejection.invalid("orderRefs, routingPlanIds, tenantOrderIds or allReroutable must be given");
        }
        database.inTransaction(transaction -> {
            TreeSet<String> ids = new TreeSet<>();
            find(transaction, "id", Command.orEmpty(command.routingPlanIds()), ids);
            find(transaction, "order_ref", Command.orEmpty(command.orderRefs()), ids);
            find(transaction, "document ->> 'tenantOrderId'", Command.orEmpty(command.tenantOrderIds()), ids);
            recalculate(transaction, plans.lockAll(transaction.handle(), ids));
        });
    }

    private void find(Transaction transaction, String column, List<String> values, TreeSet<String> ids) {
        for (String value : values) {
            List<RoutingPlan> found = plans.of(transaction.handle(), column, value);
            if (found.isEmpty()) {
                throw Rejection.invalid("There is no routing plan of " + value);
            }
            found.forEach(plan -> ids.add(plan.id()));
        }
    }

    private void recalculate(Transaction transaction, List<RoutingPlan> found) {
        List<RoutingPlan> waiting = plans.withoutSuccessors(
                transaction.handle(),
                found.stream().filter(plan -> plan.status().isUndecided()).toList());
        if (!waiting.isEmpty()) {
            retry.retry(transaction, waiting);
        }
        List<RoutingPlan> holding =
                found.stream().filter(plan -> plan.status().holdsReservation()).toList();
        Reroutes.Movability movability = reroutes.movability(transaction, holding, RerouteReason.RECALCULATION);
        reroutes.move(transaction, holding, movability, RerouteReason.RECALCULATION, Reroutes.Wish.NONE);
    }

    @Override
    public String timer() {
        return TIMER;
    }

    /** One batch after another; a batch done twice after a crash changes nothing more. */
    @Override
    public @Nullable Instant due(String id, String data) {
        String last = "";
        boolean more = true;
        while (more) {
            String after = last;
            List<String> batch = database.transaction(transaction -> {
                List<String> ids = next(transaction, after);
                recalculate(transaction, plans.lockAll(transaction.handle(), ids));
                return ids;
            });
            more = batch.size() == BATCH;
            last = batch.isEmpty() ? after : batch.getLast();
        }
        return null;
    }

    private List<String> next(Transaction transaction, String after) {
        TreeSet<String> ids = new TreeSet<>(reservations.plansAfter(transaction.handle(), after, BATCH));
        ids.addAll(plans.waitingAfter(transaction.handle(), after, BATCH));
        return ids.stream().limit(BATCH).toList();
    }
}
