package io.waybill.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * How many orders a second become durable: each answer means that order, process, routing plan and event are on disk.
 * Routing is off here, as on a node that only takes orders in; the flow shows intake with routing at the same time.
 */
final class IntakeScenario {
    private static final String NAME = "intake";
    private static final int CONNECTIONS = 64;

    /** So many runs are thrown away first: the compiler of the platform's Java is busy for some ten thousand orders. */
    private static final int WARM_UP_RUNS = 4;

    private final Platform platform;
    private final Settings settings;
    private final Network network;

    IntakeScenario(Platform platform, Settings settings, Network network) {
        this.platform = platform;
        this.settings = settings;
        this.network = network;
    }

    void warmUp() {
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            send(CONNECTIONS, settings.orders());
        }
    }

    void measure(Report report) {
        List<Double> rates = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        List<Double> statements = new ArrayList<>();
        Spent spent = new Spent(platform);
        for (int run = 0; run < settings.runs(); run++) {
            spent.start();
            long before = platform.statements();
            Load load = send(CONNECTIONS, settings.orders());
            statements.add((platform.statements() - before) / (double) load.requests());
            spent.stop(load.requests());
            rates.add(load.perSecond());
            medians.add(load.latencies().milliseconds(50));
            slowest.add(load.latencies().milliseconds(99));
        }
        report.add(new Figure(NAME, "orders taken in, 64 connections, routing off", rates, "/s", "3,000/s"));
        report.add(Figure.of(NAME, "  answered after, p50", medians, " ms"));
        report.add(Figure.of(NAME, "  answered after, p99", slowest, " ms"));
        report.add(Figure.of(NAME, "  SQL statements per order", statements, ""));
        spent.report(report, NAME, "order");
        report.add(Figure.of(NAME, "orders taken in, 1 connection", alone(), "/s"));
    }

    private List<Double> alone() {
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            rates.add(send(1, Math.max(1, settings.orders() / 20)).perSecond());
        }
        return rates;
    }

    private Load send(int connections, int count) {
        return platform.client().asFastAsPossible(connections, count, new Orders(count, network));
    }
}
