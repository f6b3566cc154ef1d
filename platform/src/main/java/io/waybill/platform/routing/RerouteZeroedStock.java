package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.inventory.StockZeroed;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is left of an article at a facility: whoever else counts on it there is looked after before the next short pick
 * (platform.md 6.8, STOCKZEROED). The fact comes under the locks of stock, so the work follows from a durable timer.
 */
@ApplicationScoped
class RerouteZeroedStock implements TimerHandler {
    private static final String TIMER = "stock-zeroed";
    private static final String SEPARATOR = "\u001f";
    private static final int BATCH = 50;

    private final Database database;
    private final RoutingPlans plans;
    private final Reroutes reroutes;
    private final Reservations reservations;
    private final Instance<Timers> timers;
    private final Clock clock;

    RerouteZeroedStock(
            Database database,
            RoutingPlans plans,
            Reroutes reroutes,
            Reservations reservations,
            Instance<Timers> timers,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.reroutes = reroutes;
        this.reservations = reservations;
        this.timers = timers;
        this.clock = clock;
    }

    void on(@Observes StockZeroed fact) {
        fact.places().forEach(place -> {
            String id = place.facilityId() + SEPARATOR + place.tenantArticleId();
            timers.get().schedule(fact.transaction(), TIMER, id, clock.instant(), id);
        });
    }

    @Override
    public String timer() {
        return TIMER;
    }

    @Override
    public @Nullable Instant due(String id, String data) {
        String[] parts = data.split(SEPARATOR, 2);
        Place place = new Place(parts[0], parts[1]);
        List<String> holding = database.read(handle -> reservations.plansAt(handle, place));
        for (int from = 0; from < holding.size(); from += BATCH) {
            List<String> batch = holding.subList(from, Math.min(from + BATCH, holding.size()));
            database.inTransaction(transaction -> {
                List<RoutingPlan> concerned = plans.lockAll(transaction.handle(), batch).stream()
                        .filter(plan -> plan.status().holdsReservation())
                        .filter(plan -> {
                            ActiveStrategy.Reroute rule =
                                    reroutes.strategyOf(transaction, plan).reroute();
                            return plan.isCollected()
                                    ? rule.clickAndCollect().active()
                                    : rule.shipFromStore().active();
                        })
                        .toList();
                Reroutes.Movability movability = reroutes.movability(transaction, concerned, RerouteReason.STOCKZEROED);
                reroutes.move(transaction, concerned, movability, RerouteReason.STOCKZEROED, Reroutes.Wish.NONE);
            });
        }
        return null;
    }
}
