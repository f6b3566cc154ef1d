package io.waybill.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a batch of orders takes from the first request until every order is routed, its stock reserved and its pick
 * job created. Orders are sent as fast as they are taken in, so intake and routing work at the same time.
 */
final class FlowScenario {
    private static final String NAME = "flow";
    private static final int CONNECTIONS = 64;
    private static final int HOT_ORDERS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How closely the end is seen: looking costs the platform time too, so it is a share of the time passed. */
    private static final double RESOLUTION = 0.02;

    private final Platform platform;
    private final Settings settings;
    private final Network network;

    FlowScenario(Platform platform, Settings settings, Network network) {
        this.platform = platform;
        this.settings = settings;
        this.network = network;
    }

    /** The compiler of the platform's Java is busy for some ten thousand orders. */
    void warmUp() {
        flow(settings.orders());
        flow(settings.orders());
    }

    private record Flow(Load intake, Duration time) {
        double perSecond() {
            return intake.requests() * 1e9 / time.toNanos();
        }
    }

    void measure(Report report) {
        List<Double> intake = new ArrayList<>();
        List<Double> statements = new ArrayList<>();
        Spent spent = new Spent(platform);
        for (int size : sizes()) {
            boolean largest = size == settings.orders();
            List<Double> rates = new ArrayList<>();
            for (int run = 0; run < settings.runs(); run++) {
                spent.start();
                long before = platform.statements();
                Flow flow = flow(size);
                rates.add(flow.perSecond());
                if (largest) {
                    statements.add((platform.statements() - before) / (double) size);
                    intake.add(flow.intake().perSecond());
                    spent.stop(size);
                }
            }
            report.add(new Figure(
                    NAME,
                    String.format(Locale.ROOT, "to pick jobs, %,d orders at once", size),
                    rates,
                    "/s",
                    largest ? "300/s, rising with the batch" : ""));
        }
        report.add(new Figure(NAME, "  meanwhile taken in", intake, "/s", ""));
        report.add(Figure.of(NAME, "  SQL statements per order", statements, ""));
        spent.report(report, NAME, "order");
        report.add(Figure.of(
                NAME,
                "  largest resident memory of the platform",
                List.of(platform.program().peakMegabytes()),
                " MB"));
        report.add(
                new Figure(NAME, "orders for the last units of one article at one facility", hotArticle(), "/s", ""));
    }

    /** As many orders as there are units; each order has to get one. */
    private List<Double> hotArticle() {
        int count = Math.min(settings.orders(), HOT_ORDERS);
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            String article = "hot-" + UUID.randomUUID();
            network.stock(platform.client(), article, count);
            rates.add(flow(count, Orders.of(count, article)).perSecond());
        }
        return rates;
    }

    /** One, ten, hundred and so on, below the largest. */
    private List<Integer> sizes() {
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int size = 1; size < settings.orders(); size *= 10) {
            sizes.add(size);
        }
        sizes.add(settings.orders());
        return List.copyOf(sizes);
    }

    private Flow flow(int count) {
        return flow(count, new Orders(count, network));
    }

    private Flow flow(int count, Orders orders) {
        long pickJobs = platform.pickJobs();
        long routed = platform.routed();
        long start = System.nanoTime();
        Load intake = platform.client().asFastAsPossible(CONNECTIONS, count, orders);
        while (platform.routed() < routed + count) {
            long passed = System.nanoTime() - start;
            if (passed > PATIENCE.toNanos()) {
                throw new BenchFailed(
                        "Not all of " + count + " orders were routed within " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), (long) (passed * RESOLUTION)));
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        long made = platform.pickJobs() - pickJobs;
        if (made != count) {
            throw new BenchFailed(count + " orders have led to " + made + " pick jobs");
        }
        return new Flow(intake, time);
    }
}
