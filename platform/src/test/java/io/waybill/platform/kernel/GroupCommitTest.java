package io.waybill.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final int LARGEST = 10;
    private static final int PARALLEL = 2;

    @Test
    void everyCallerGetsItsOwnResultFromGroupsThatKeepTheirBounds() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger mostRunning = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        AtomicInteger committed = new AtomicInteger();
        GroupCommit<Integer, Integer> groups = new GroupCommit<>(LARGEST, PARALLEL, group -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            largest.accumulateAndGet(group.size(), Math::max);
            committed.addAndGet(group.size());
            List<Function<Integer, Integer>> results = new ArrayList<>();
            group.forEach(item -> results.add(own -> own * 2));
            Thread.yield();
            running.decrementAndGet();
            return results;
        });
        int callers = 64;
        int rounds = 500;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                all.add(executor.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        assertThat(groups.submit(number)).isEqualTo(number * 2);
                    }
                }));
            }
            for (Future<?> each : all) {
                // Would one be forgotten in the queue, this would not end.
                each.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(committed).hasValue(callers * rounds);
        assertThat(mostRunning.get()).isBetween(1, PARALLEL);
        assertThat(largest.get()).isBetween(1, LARGEST);
    }

    @Test
    void whatArrivesWhileAGroupIsCommittedFormsTheNextOne() throws Exception {
        CountDownLatch firstIsCommitting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        GroupCommit<Integer, Integer> groups = new GroupCommit<>(LARGEST, 1, group -> {
            sizes.add(group.size());
            firstIsCommitting.countDown();
            await(goOn);
            return group.stream()
                    .map(item -> (Function<Integer, Integer>) own -> own)
                    .toList();
        });
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = executor.submit(() -> groups.submit(1));
            await(firstIsCommitting);
            AtomicInteger handedIn = new AtomicInteger();
            List<Future<Integer>> others = new ArrayList<>();
            for (int other = 2; other <= 5; other++) {
                int number = other;
                others.add(executor.submit(() -> {
                    handedIn.incrementAndGet();
                    return groups.submit(number);
                }));
            }
            while (handedIn.get() < 4) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            for (Future<Integer> other : others) {
                other.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(sizes.getFirst()).isEqualTo(1);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    @Test
    void aMemberThatIsRejectedLeavesTheOthersAlone() {
        GroupCommit<Integer, Integer> groups = new GroupCommit<>(
                LARGEST,
                PARALLEL,
                group -> group.stream()
                        .map(item -> (Function<Integer, Integer>) own -> {
                            if (own < 0) {
                                throw Rejection.invalid("must not be negative");
                            }
                            return own;
                        })
                        .toList());
        assertThatThrownBy(() -> groups.submit(-1)).isInstanceOf(Rejection.class);
        assertThat(groups.submit(7)).isEqualTo(7);
    }

    @Test
    void aGroupThatFailsFailsForItsMembersAndNotForLaterOnes() {
        AtomicInteger commits = new AtomicInteger();
        GroupCommit<Integer, Integer> groups = new GroupCommit<>(LARGEST, 1, group -> {
            if (commits.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return group.stream()
                    .map(item -> (Function<Integer, Integer>) own -> own)
                    .toList();
        });
        assertThatThrownBy(() -> groups.submit(1)).isInstanceOf(IllegalStateException.class);
        assertThat(groups.submit(2)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
