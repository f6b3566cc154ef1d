package io.waybill.application.demo;

import io.waybill.client.FulfilmentException;
import io.waybill.connector.commercetools.CommercetoolsException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What goes on after the rush, for somebody who watches: a customer every few seconds, staff who take their time, a few
 * orders that nobody can serve, and one store whose latest jobs are left to whoever wants to try.
 */
final class LongDay {
    private static final Logger LOG = System.getLogger(LongDay.class.getName());

    private static final Duration BETWEEN_CUSTOMERS = Duration.ofSeconds(4);
    private static final Duration WALK = Duration.ofSeconds(8);

    /** So many jobs of each kind are left in the visitor's store. */
    private static final int LEFT = 5;

    /** Of so many customers one wants more than there is ... */
    private static final int WISHES = 12;

    /** ... until so many of their orders wait. */
    private static final int MOST_WISHES = 3;

    /** After so many customers the connector's job runs again: every five minutes, as in Connect. */
    private static final int CUSTOMERS_BETWEEN_JOBS = 75;

    private final ConnectedShop systems;
    private final Sides sides;
    private final Shop shop;
    private final Customers customers;
    private final String visitorsStore;
    private final int shortPicks;

    /** @param visitorsStore id of the facility that is left to whoever watches */
    LongDay(ConnectedShop systems, Customers customers, String visitorsStore, int shortPicks) {
        this.systems = systems;
        this.sides = systems.sides();
        this.shop = systems.shop();
        this.customers = customers;
        this.visitorsStore = visitorsStore;
        this.shortPicks = shortPicks;
    }

    /** Goes on until the thread is interrupted. */
    void goOn() {
        try (Staff staff = new Staff(sides.platform(), WALK, shortPicks, new SplittableRandom(), this::forStaff)) {
            staff.start();
            for (int customer = 1; ; customer++) {
                if (customer % CUSTOMERS_BETWEEN_JOBS == 1) {
                    Thread.ofVirtual().name("job").start(systems::reconcile);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_CUSTOMERS.toMillis());
                order(customer);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(int customer) {
        String number = String.format(Locale.ROOT, "E%05d", customer);
        boolean wish = customer % WISHES == 0 && customer / WISHES <= MOST_WISHES;
        try {
            shop.confirm(shop.place(wish ? customers.moreThanThereIs(number) : customers.next(number, customer)));
        } catch (FulfilmentException | CommercetoolsException refused) {
            LOG.log(Logger.Level.WARNING, () -> "customer: " + refused.getMessage());
        }
    }

    /** What is begun in the visitor's store is theirs, and so are the latest jobs. */
    private List<Task> forStaff(List<Task> waiting) {
        List<Task> choice = new ArrayList<>();
        List<Task> there = new ArrayList<>();
        for (Task task : waiting) {
            (task.facility().equals(visitorsStore) ? there : choice).add(task);
        }
        // Ids sort by time.
        List<String> notBegun = there.stream()
                .filter(task -> !task.begun())
                .map(Task::id)
                .sorted()
                .toList();
        List<String> old = notBegun.subList(0, Math.max(0, notBegun.size() - LEFT));
        there.stream().filter(task -> old.contains(task.id())).forEach(choice::add);
        return choice;
    }
}
