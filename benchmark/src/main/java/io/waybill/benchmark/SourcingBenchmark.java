package io.waybill.benchmark;

import io.waybill.sourcing.Coordinates;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingDecision;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Decisions with the standard strategy: one line that everybody has, five lines that everybody has, and five lines of
 * which each facility has some, so that the order is split.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SourcingBenchmark {
    /** How many facilities there are. */
    @Param({"100", "1000"})
    public int facilities = 100;

    /** Which order is decided. */
    @Param({"ONE_LINE", "FIVE_LINES", "SPLIT"})
    public Order order = Order.ONE_LINE;

    private SourcingRequest request = request(1);
    private SourcingSnapshot snapshot =
            SourcingSnapshot.of(List.of(), List.of()).build();
    private final SourcingEngine engine = SourcingEngine.standard();
    private final SourcingConfiguration strategy = SourcingConfiguration.standard();

    /** The orders to be decided. */
    public enum Order {
        /** One line, in stock everywhere. */
        ONE_LINE(1),
        /** Five lines, in stock everywhere. */
        FIVE_LINES(5),
        /** Five lines, no facility with all of them. */
        SPLIT(5);

        private final int lines;

        Order(int lines) {
            this.lines = lines;
        }
    }

    /** Makes network and order; the same ones each time. */
    @Setup
    public void prepare() {
        Random random = new Random(3);
        List<SourcingFacility> places = new ArrayList<>();
        for (int number = 0; number < facilities; number++) {
            places.add(new SourcingFacility(
                    "facility-" + number,
                    null,
                    SourcingFacility.Status.ONLINE,
                    SourcingFacility.Type.MANAGED_FACILITY,
                    SourcingFacility.LocationType.STORE,
                    Set.of(SourcingFacility.Service.values()),
                    new Coordinates(47.5 + random.nextDouble() * 6.5, 6 + random.nextDouble() * 8),
                    "DE"));
        }
        request = request(order.lines);
        List<String> articles =
                request.lines().stream().map(SourcingRequest.Line::articleId).toList();
        SourcingSnapshot.Builder stock = SourcingSnapshot.of(places, articles);
        for (int number = 0; number < facilities; number++) {
            for (int article = 0; article < articles.size(); article++) {
                // In the split order every facility has two of the five articles.
                boolean has = order != Order.SPLIT || (number + article) % articles.size() < 2;
                stock.article("facility-" + number, articles.get(article), ListingState.ACTIVE, has ? 100 : 0);
            }
        }
        snapshot = stock.build();
    }

    private static SourcingRequest request(int lines) {
        List<SourcingRequest.Line> wanted = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            wanted.add(SourcingRequest.Line.of("line-" + line, "article-" + line, 1));
        }
        return new SourcingRequest(
                wanted,
                new SourcingRequest.Destination(new Coordinates(50.94, 6.96), "DE", "50667"),
                SourcingRequest.Wishes.shipping(),
                Set.of(),
                Set.of(),
                SourcingRequest.NO_LIMIT);
    }

    /** A decision with its whole explanation. */
    @Benchmark
    public SourcingDecision decide() {
        return engine.decide(request, snapshot, strategy);
    }
}
