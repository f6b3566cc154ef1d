package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentException;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.HandoverJob;
import io.waybill.client.PackJob;
import io.waybill.client.PickJob;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The people in stores and warehouses. They look at the open jobs, take one each, walk to the shelf and do it, all by the
 * public API. What fails is left as it is: somebody finds it again among the open jobs and goes on. Thread-safe.
 */
final class Staff implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Staff.class.getName());

    /** Simulated people beyond that would only wait for the machine. */
    private static final int PEOPLE = 24;

    private static final int JOBS_SEEN = 100;
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(150);

    /** Who walks slowly need not look often. */
    private static final int LOOKS_A_WALK = 8;

    /** Finds what was left behind, for instance because the platform went down between two steps. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final Picking picking;
    private final Packing packing;
    private final Shipping shipping;
    private final HandingOver handingOver;
    private final Duration walk;
    private final UnaryOperator<List<Task>> choice;
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(
            PEOPLE, Thread.ofVirtual().name("staff-", 0).factory());
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** As the other, with work on every order. */
    Staff(FulfilmentClient platform, Duration walk, int shortPicks, RandomGenerator random) {
        this(platform, walk, shortPicks, random, UnaryOperator.identity());
    }

    /**
     * @param walk the longest way to the shelf; the shortest is half of it
     * @param shortPicks how many of 100 lines of several pieces are one piece short
     * @param choice of the jobs that wait, those that are done; the others are left alone
     */
    Staff(
            FulfilmentClient platform,
            Duration walk,
            int shortPicks,
            RandomGenerator random,
            UnaryOperator<List<Task>> choice) {
        // By the line, not by chance at the moment of picking: who picks a line again finds the same.
        int salt = random.nextInt();
        this.picking = new Picking(platform, line -> Math.floorMod(line.hashCode() ^ salt, 100) < shortPicks);
        this.packing = new Packing(platform);
        this.shipping = new Shipping(platform);
        this.handingOver = new HandingOver(platform);
        this.walk = walk;
        this.choice = choice;
    }

    /** Work begins. */
    void start() {
        Duration look = walk.dividedBy(LOOKS_A_WALK);
        look = look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
        repeat(look, () -> take(chosen(picking.waiting(JOBS_SEEN).stream().map(PickJob::json)), this::pick));
        repeat(look, () -> take(chosen(packing.waiting(JOBS_SEEN).stream().map(PackJob::json)), packing::pack));
        repeat(
                look,
                () -> take(
                        chosen(handingOver.waiting(JOBS_SEEN).stream().map(HandoverJob::json)), handingOver::handOver));
        repeat(
                ROUND,
                () -> take(
                        shipping.waiting().stream()
                                .map(shipment ->
                                        shipment.json().path("pickJobRef").asText(""))
                                .filter(pickJob -> !pickJob.isEmpty())
                                .toList(),
                        shipping::ship));
    }

    private List<String> chosen(Stream<JsonNode> waiting) {
        return choice.apply(waiting.map(Task::of).toList()).stream()
                .map(Task::id)
                .toList();
    }

    private void pick(String id) {
        picking.pick(id);
        shipping.ship(id);
    }

    private void take(List<String> ids, Step step) {
        for (String id : ids) {
            if (inHand.add(id)) {
                long way = walk.toMillis() / 2 + Math.floorMod(id.hashCode(), Math.max(1, walk.toMillis() / 2));
                schedule(() -> work(id, step), way);
            }
        }
    }

    private void work(String id, Step step) {
        try {
            step.run(id);
        } catch (FulfilmentException refused) {
            log(refused);
        } finally {
            inHand.remove(id);
        }
    }

    private void repeat(Duration pause, Runnable look) {
        pool.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (FulfilmentException unavailable) {
                        log(unavailable);
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void schedule(Runnable task, long millis) {
        try {
            pool.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Logger.Level.DEBUG, "work is over");
        }
    }

    /** Somebody was faster, or the customer cancelled: all in a day's work. */
    private static void log(FulfilmentException failure) {
        boolean usual = failure instanceof FulfilmentRejectedException refused
                && (refused.versionConflict() || refused.status() == 422);
        LOG.log(usual ? Logger.Level.DEBUG : Logger.Level.WARNING, () -> "staff: " + failure.getMessage());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private interface Step {
        void run(String id);
    }
}
