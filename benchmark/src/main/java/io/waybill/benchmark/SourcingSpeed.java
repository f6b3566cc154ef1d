package io.waybill.benchmark;

import com.sun.management.ThreadMXBean;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Speed of the engine alone: orders of five lines over networks of growing size, on one thread, by its processor time.
 * Ten articles, each carried by two facilities of five. A decision's explanation can be read but is not.
 */
final class SourcingSpeed {

    private static final String NAME = "speed: 5 lines, one core";
    private static final int ORDERS = 64;

    private final Settings settings;
    private final SourcingEngine engine = SourcingEngine.standard();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long sink;

    SourcingSpeed(Settings settings) {
        this.settings = settings;
    }

    void measure(Report report) {
        for (String planner :
                List.of(SourcingConfiguration.SEQUENTIAL, SourcingConfiguration.COVER, SourcingConfiguration.EXACT)) {
            for (int facilities : new int[] {10, 100, 1_000, 10_000}) {
                measure(report, planner, facilities);
            }
        }
        if (sink == 0) {
            throw new BenchFailed("Nothing was routed.");
        }
    }

    private void measure(Report report, String planner, int facilities) {
        SourcingNetwork network = new SourcingNetwork(7, facilities, 10, 0.4);
        SourcingSnapshot snapshot = network.snapshot();
        SourcingConfiguration configuration = SourcingNetwork.configuration(planner, 4);
        List<SourcingRequest> orders = new ArrayList<>();
        for (int number = 0; number < ORDERS; number++) {
            orders.add(network.order(5));
        }
        long nanos = (settings.quick() ? 100 : 1_000) * 1_000_000L;
        run(orders, snapshot, configuration, 2 * nanos);
        List<Double> rates = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            Sample sample = run(orders, snapshot, configuration, nanos);
            rates.add(sample.rate());
            medians.add(sample.medianMicros());
            bytes.add(sample.bytes() / 1_024);
        }
        String name = String.format(Locale.ROOT, "%s, %,d facilities: ", planner, facilities);
        boolean aimed = planner.equals(SourcingConfiguration.SEQUENTIAL);
        String aim = aimed && facilities == 100 ? "5,000/s" : aimed && facilities == 10_000 ? "500/s" : "";
        report.add(new Figure(NAME, name + "decisions", rates, "/s", aim));
        String limit = planner.equals(SourcingConfiguration.EXACT) && facilities <= 100 ? "1,000 µs" : "";
        report.add(new Figure(NAME, name + "median of one", medians, " µs", limit));
        report.add(new Figure(NAME, name + "allocated for one", bytes, " KB", ""));
    }

    /**
     * @param rate decisions per second of processor time
     * @param bytes allocated per decision
     */
    private record Sample(double rate, double medianMicros, double bytes) {}

    private Sample run(
            List<SourcingRequest> orders, SourcingSnapshot snapshot, SourcingConfiguration configuration, long nanos) {
        long[] times = new long[1_024];
        int count = 0;
        long allocated = 0;
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long before = start;
        while (before - start < nanos || count < 2 * ORDERS) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            sink += engine.decide(orders.get(count % orders.size()), snapshot, configuration)
                    .plan()
                    .parts()
                    .size();
            allocated += threads.getCurrentThreadAllocatedBytes() - bytes;
            long now = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * times.length);
            }
            times[count++] = now - before;
            before = now;
        }
        double seconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        Arrays.sort(times, 0, count);
        return new Sample(count / seconds, times[count / 2] / 1e3, (double) allocated / count);
    }
}
