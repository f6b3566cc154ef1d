package io.waybill.application.demo;

import io.waybill.client.FulfilmentException;
import io.waybill.connector.commercetools.CommercetoolsException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One demo from the empty systems to the table at the end. */
public final class DemoRun {
    /** The longest way to the shelf. */
    private static final Duration WALK = Duration.ofMillis(1_200);

    private static final int SHORT_PICKS_PERCENT = 3;
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration NOTHING_HAPPENS = Duration.ofSeconds(45);
    private static final Duration REGRET_LIMIT = Duration.ofSeconds(15);

    private final ConnectedShop systems;
    private final DemoSettings settings;
    private final PrintWriter out;
    private final boolean terminal;
    private final SplittableRandom random;
    private @Nullable Opened opened;

    /**
     * @param terminal whether lines can be written over
     */
    public DemoRun(ConnectedShop systems, DemoSettings settings, PrintWriter out, boolean terminal) {
        this.systems = systems;
        this.settings = settings;
        this.out = out;
        this.terminal = terminal;
        this.random = new SplittableRandom(settings.seed());
    }

    /**
     * Sets the retailer up, lets customers order and staff work, and prints how it ended.
     *
     * @return whether nothing was lost, done twice or oversold
     */
    public boolean run() {
        Progress progress = new Progress(out, terminal, settings.orders());
        List<Site> sites = Site.planned(settings.facilities());
        List<Article> articles = new Catalogue().articles();
        StockPlan stock = new StockPlan(sites, articles, settings.orders(), random.split());
        Customers people = new Customers(sites, stock, random.split());
        List<Purchase> purchases = people.purchases(settings.orders(), "D");

        Network network = new Network(systems.sides(), sites, articles, stock);
        progress.say("Configuring the shop and registering the connector on both sides ...");
        network.configureShop();
        systems.register();
        progress.say("Opening " + sites.size() + " stores and warehouses with " + articles.size() + " articles ...");
        network.openChannels();
        Map<String, String> facilities = network.equipFacilities();
        opened = new Opened(sites, facilities, people);

        progress.say(systems.console());
        progress.say("Confirming " + settings.orders() + " orders ...");
        Trails trails = new Trails(systems.sides());
        Regrets regrets = new Regrets(
                systems.sides().platform(),
                purchases.stream()
                        .filter(Purchase::regretted)
                        .map(Purchase::number)
                        .toList());
        try (Staff staff = new Staff(
                        systems.sides().platform(),
                        WALK,
                        SHORT_PICKS_PERCENT,
                        new SplittableRandom(settings.seed()),
                        regrets::without);
                ScheduledExecutorService customers =
                        Executors.newScheduledThreadPool(8, Thread.ofVirtual().factory())) {
            staff.start();
            List<Future<?>> ordering = order(purchases, customers);
            watch(trails, ordering, progress);
        }
        progress.finish();
        List<Trail> ended = trails.all();
        Outcome outcome = Outcome.of(ended, new StockLedger(StockLedger.initial(sites, stock, facilities), ended));
        out.println();
        outcome.table().forEach(out::println);
        out.println();
        ended.stream()
                .filter(Trail::unaccounted)
                .limit(10)
                .forEach(trail -> out.println("  lost: " + trail.describe()));
        out.flush();
        return outcome.good();
    }

    /**
     * Customers and staff go on until the thread is interrupted; what there is to try is printed.
     *
     * @throws IllegalStateException before {@link #run}
     */
    public void stay() {
        Opened retailer = opened;
        if (retailer == null) {
            throw new IllegalStateException("There is nothing to stay for before the demo has run");
        }
        Site store = retailer.sites().stream()
                .filter(site -> !site.warehouse())
                .findFirst()
                .orElseThrow();
        String facility = Objects.requireNonNull(retailer.facilities().get(store.key()));
        out.println("Customers keep ordering and staff keep working. Some jobs in " + store.name()
                + " are left to you: " + systems.floor(facility));
        out.println("Ctrl-C stops everything.");
        new LongDay(systems, retailer.customers(), facility, SHORT_PICKS_PERCENT).goOn();
    }

    /** The retailer, once it is set up. */
    private record Opened(List<Site> sites, Map<String, String> facilities, Customers customers) {}

    private List<Future<?>> order(List<Purchase> purchases, ScheduledExecutorService customers) {
        Shop shop = systems.shop();
        long pause = Math.round(1_000_000 / settings.rate());
        List<Future<?>> all = new java.util.ArrayList<>();
        for (int position = 0; position < purchases.size(); position++) {
            Purchase purchase = purchases.get(position);
            all.add(customers.schedule(() -> buy(shop, purchase), position * pause, TimeUnit.MICROSECONDS));
        }
        return all;
    }

    private void buy(Shop shop, Purchase purchase) {
        String id = shop.place(purchase);
        shop.confirm(id);
        if (purchase.regretted()) {
            Polling.until(
                    REGRET_LIMIT,
                    "the platform has order " + purchase.number(),
                    () -> !systems.sides()
                            .platform()
                            .orders()
                            .withTenantOrderId(purchase.number())
                            .isEmpty());
            shop.cancel(id);
        }
    }

    /** Until everything is settled, or nothing has happened for a while. */
    private void watch(Trails trails, List<Future<?>> ordering, Progress progress) {
        String seen = "";
        long lastChange = System.nanoTime();
        while (System.nanoTime() - lastChange < NOTHING_HAPPENS.toNanos()) {
            try {
                List<Trail> latest = trails.latest();
                progress.show(latest);
                boolean everybodyOrdered = ordering.stream().allMatch(Future::isDone);
                if (everybodyOrdered && latest.stream().noneMatch(Trail::unaccounted)) {
                    failIfSomebodyCouldNotOrder(ordering);
                    return;
                }
                String state = latest.stream().map(Trail::fingerprint).toList().toString();
                if (!state.equals(seen)) {
                    seen = state;
                    lastChange = System.nanoTime();
                }
            } catch (FulfilmentException | CommercetoolsException unavailable) {
                progress.say("  " + unavailable.getMessage());
            }
            pause();
        }
        failIfSomebodyCouldNotOrder(ordering);
    }

    private static void failIfSomebodyCouldNotOrder(List<Future<?>> ordering) {
        for (Future<?> order : ordering) {
            if (order.state() == Future.State.FAILED) {
                throw new IllegalStateException(
                        "An order could not be placed: " + order.exceptionNow().getMessage(), order.exceptionNow());
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REFRESH.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped", interrupted);
        }
    }
}
