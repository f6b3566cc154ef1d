package io.waybill.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many webhook deliveries a second reach a sink that answers at once. The sink holds the first ones back until all
 * orders are in, so that a backlog is measured and not the intake.
 */
final class DeliveriesScenario {
    private static final String NAME = "events";
    private static final String EVENT = "ORDER_CREATED";
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As many as one event can have. */
    private static final int SUBSCRIBERS = 5;

    private final Platform platform;
    private final Settings settings;
    private final Network network;

    DeliveriesScenario(Platform platform, Settings settings, Network network) {
        this.platform = platform;
        this.settings = settings;
        this.network = network;
    }

    void measure(Report report) {
        try (Sink sink = new Sink();
                Subscriptions subscriptions = new Subscriptions(platform.client())) {
            subscriptions.add(EVENT, sink);
            deliver(sink, settings.orders(), 1); // to warm up
            measure(report, sink, settings.orders(), 1, "deliveries to one subscriber");
            while (subscriptions.size() < SUBSCRIBERS) {
                subscriptions.add(EVENT, sink);
            }
            measure(report, sink, settings.orders() / SUBSCRIBERS, SUBSCRIBERS, "deliveries to five subscribers");
        }
    }

    private void measure(Report report, Sink sink, int orders, int subscribers, String name) {
        List<Double> rates = new ArrayList<>();
        Spent spent = new Spent(platform);
        for (int run = 0; run < settings.runs(); run++) {
            rates.add(deliver(sink, orders, subscribers, spent));
        }
        report.add(new Figure(NAME, name, rates, "/s", "2,000/s"));
        spent.report(report, NAME, "delivery");
    }

    private double deliver(Sink sink, int orders, int subscribers) {
        return deliver(sink, orders, subscribers, new Spent(platform));
    }

    private double deliver(Sink sink, int orders, int subscribers, Spent spent) {
        int deliveries = orders * subscribers;
        sink.expect(deliveries, false);
        sink.closeGate();
        platform.client().asFastAsPossible(CONNECTIONS, orders, new Orders(orders, network));
        spent.start();
        long start = System.nanoTime();
        sink.openGate();
        sink.await(PATIENCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        spent.stop(deliveries);
        return deliveries / seconds;
    }
}
