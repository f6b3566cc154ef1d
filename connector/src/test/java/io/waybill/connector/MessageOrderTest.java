package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.Recording.Message;
import io.waybill.connector.Recording.Step;
import io.waybill.connector.Recording.Way;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of messages is never assumed: whatever comes when and how often, an order of the shop ends the same. The end
 * is compared with that of a run in which every message came once and at once, not with a document written here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageOrderTest {
    private static final Duration LONGEST_DELAY = Duration.ofHours(6);

    private final Scene scene = new Scene();
    private final SettableClock clock = new SettableClock();
    private final Map<Way, JsonNode> expected = new EnumMap<>(Way.class);
    private Connector.Running connector;
    private int orders;

    @BeforeAll
    void start() {
        scene.configureType();
        connector = scene.connector(Map.of(), clock);
        for (Way way : Way.values()) {
            Recording recording = record();
            recording.steps(way).forEach(step -> deliver(step.happen().orElseThrow()));
            expected.put(way, recording.outcome());
        }
    }

    @AfterAll
    void close() {
        scene.close();
    }

    private Recording record() {
        return new Recording(scene, "N-" + ++orders);
    }

    @ParameterizedTest
    @EnumSource
    void the_undisturbed_run_ends_as_it_should(Way way) {
        JsonNode order = expected.get(way);
        assertThat(order.path("orderState").asText()).isEqualTo(way == Way.CANCELLED ? "Cancelled" : "Confirmed");
        assertThat(order.path("shippingInfo").path("deliveries"))
                .hasSize(way == Way.CANCELLED ? 0 : way == Way.SPLIT_OVER_TWO_FACILITIES ? 2 : 1);
        if (way == Way.WHOLE || way == Way.SPLIT_OVER_TWO_FACILITIES) {
            assertThat(order.path("shipmentState").asText()).isEqualTo("Shipped");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_two_messages_may_change_places(Way way) {
        int messages = record().steps(way).size();
        for (int first = 0; first < messages; first++) {
            for (int second = first + 1; second < messages; second++) {
                List<Integer> places =
                        new ArrayList<>(IntStream.range(0, messages).boxed().toList());
                Collections.swap(places, first, second);
                assertThat(afterwards(way, places))
                        .as("%s with messages %d and %d swapped", way, first, second)
                        .isEqualTo(expected.get(way));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_message_may_come_twice(Way way) {
        int messages = record().steps(way).size();
        List<Integer> twiceInARow =
                IntStream.range(0, 2 * messages).map(each -> each / 2).boxed().toList();
        List<Integer> allAgain = IntStream.range(0, 2 * messages)
                .map(each -> each % messages)
                .boxed()
                .toList();

        assertThat(afterwards(way, twiceInARow)).isEqualTo(expected.get(way));
        assertThat(afterwards(way, allAgain)).isEqualTo(expected.get(way));
    }

    @ParameterizedTest
    @EnumSource
    void they_may_come_backwards(Way way) {
        List<Integer> places = new ArrayList<>(
                IntStream.range(0, record().steps(way).size()).boxed().toList());
        Collections.reverse(places);

        assertThat(afterwards(way, places)).isEqualTo(expected.get(way));
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void they_may_come_hours_late(long seed) {
        late(seed);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("manySeeds")
    void they_may_come_hours_late_in_any_of_many_ways(long seed) {
        late(seed);
    }

    static List<Long> fewSeeds() {
        return List.of(1L, 2L, 3L, 4L, 5L);
    }

    static List<Long> manySeeds() {
        return IntStream.range(100, 400).mapToObj(Long::valueOf).toList();
    }

    /** Both sides go on as they do; messages arrive up to hours later, some of them twice or three times. */
    private void late(long seed) {
        Random random = new Random(seed);
        for (Way way : Way.values()) {
            Recording recording = record();
            List<Step> steps = new ArrayList<>(recording.steps(way));
            PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparing(Arrival::at));
            List<String> told = new ArrayList<>();
            Instant next = clock.instant();
            while (!steps.isEmpty() || !arrivals.isEmpty()) {
                if (!steps.isEmpty()
                        && (arrivals.isEmpty() || !next.isAfter(arrivals.peek().at()))) {
                    clock.set(next);
                    Optional<Message> message = steps.getFirst().happen();
                    if (message.isPresent()) {
                        steps.removeFirst();
                        int times = 1 + random.nextInt(3);
                        for (int time = 0; time < times; time++) {
                            arrivals.add(new Arrival(clock.instant().plus(delay(random)), message.get()));
                        }
                    }
                    // What cannot happen yet waits for the connector, which waits for a message.
                    next = message.isEmpty() && !arrivals.isEmpty()
                            ? arrivals.peek().at().plusSeconds(1)
                            : clock.instant().plusSeconds(60L + random.nextInt(1_200));
                } else {
                    Arrival arrival = arrivals.poll();
                    clock.set(arrival.at());
                    told.add(arrival.message().name());
                    deliver(arrival.message());
                }
            }
            assertThat(recording.outcome())
                    .as("seed %d, %s, messages in this order: %s", seed, way, told)
                    .isEqualTo(expected.get(way));
        }
    }

    private record Arrival(Instant at, Message message) {}

    private static Duration delay(Random random) {
        return random.nextInt(3) == 0
                ? Duration.ofMillis(random.nextInt(2_000))
                : Duration.ofMillis((long) (random.nextDouble() * LONGEST_DELAY.toMillis()));
    }

    /**
     * Everything happens, then the messages come, in that order. What needs the connector first gets the oldest message
     * of the shop, as a hint of its own.
     */
    private JsonNode afterwards(Way way, List<Integer> places) {
        Recording recording = record();
        List<Message> messages = new ArrayList<>();
        for (Step step : recording.steps(way)) {
            Optional<Message> message = step.happen();
            if (message.isEmpty()) {
                messages.stream()
                        .filter(Message::ofTheShop)
                        .reduce((first, second) -> second)
                        .ifPresent(this::deliver);
                message = step.happen();
            }
            messages.add(message.orElseThrow());
        }
        places.forEach(place -> deliver(messages.get(place)));
        return recording.outcome();
    }

    /** As a queue does: again until it is acknowledged. */
    private void deliver(Message message) {
        for (int attempt = 0; attempt < 10; attempt++) {
            int status = message.ofTheShop()
                    ? scene.push(connector, message.content())
                    : scene.event(connector, message.path(), message.name(), message.content());
            if (status / 100 == 2) {
                assertThat(status).as("%s is not parked", message.name()).isNotEqualTo(202);
                return;
            }
            clock.set(clock.instant().plusSeconds(30));
        }
        throw new AssertionError(message.name() + " was not acknowledged");
    }

    /** A clock that stands still until it is set. */
    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.now();

        void set(Instant instant) {
            if (instant.isAfter(now)) {
                now = instant;
            }
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
