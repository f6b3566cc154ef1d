package io.waybill.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long after it came to be an event reaches a sink, while orders come at a steady pace and are routed. Counted from
 * the moment that the entity names as its creation, which its transaction took before it wrote anything: so the time of
 * the transaction and its commit is part of the figure, and the time from commit to delivery is less.
 */
final class LagScenario {
    private static final String NAME = "events";
    private static final int ORDERS_PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Platform platform;
    private final Settings settings;
    private final Network network;

    LagScenario(Platform platform, Settings settings, Network network) {
        this.platform = platform;
        this.settings = settings;
        this.network = network;
    }

    void measure(Report report) {
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        try (Sink sink = new Sink();
                Subscriptions subscriptions = new Subscriptions(platform.client())) {
            subscriptions.add("ORDER_CREATED", sink);
            subscriptions.add("PICK_JOB_CREATED", sink);
            lags(sink, WARM_UP.compareTo(settings.time()) < 0 ? WARM_UP : settings.time());
            for (int run = 0; run < settings.runs(); run++) {
                Latencies lags = lags(sink, settings.time());
                medians.add(lags.milliseconds(50));
                slowest.add(lags.milliseconds(99));
            }
        }
        String load = "event lag at " + ORDERS_PER_SECOND + " orders/s (200 events/s), ";
        report.add(Figure.of(NAME, load + "p50", medians, " ms"));
        report.add(new Figure(NAME, load + "p99", slowest, " ms", "500 ms"));
    }

    private Latencies lags(Sink sink, Duration time) {
        int orders = (int) (ORDERS_PER_SECOND * time.toSeconds());
        sink.expect(2 * orders, true);
        platform.client().atPace(ORDERS_PER_SECOND, time, new Orders(orders, network));
        return sink.await(PATIENCE);
    }
}
