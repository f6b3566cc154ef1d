package io.waybill.platform.kernel;

import io.waybill.platform.database.CommitCompanions;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets concurrent requests share a transaction: what arrives while earlier groups are being committed forms the next
 * group. A lone request waits for nobody. Each caller gets its own result, after its group is durable.
 *
 * <p>Why: a commit costs one flush and a few round trips however many rows it carries, so under load the number of
 * requests a second grows with the size of the group. Thread-safe; callers block (use virtual threads).
 *
 * @param <I> what a caller brings
 * @param <O> what it gets
 */
public final class GroupCommit<I, O> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int maximumGroup;
    private final Function<List<I>, List<Function<I, O>>> commit;
    private final LinkedBlockingQueue<Waiting<I, O>> waiting = new LinkedBlockingQueue<>();
    private final Semaphore slots;

    /**
     * @param parallelGroups how many groups may be in the database at once
     * @param commit writes a group in one transaction and answers, per member, how to produce its result (which may
     *     throw to reject just that member). If it throws itself, every member of the group gets that failure.
     */
    public GroupCommit(int maximumGroup, int parallelGroups, Function<List<I>, List<Function<I, O>>> commit) {
        this.maximumGroup = maximumGroup;
        this.commit = commit;
        this.slots = new Semaphore(parallelGroups);
    }

    /**
     * Commits the item together with whatever else is waiting. Throws what the commit or its own result throws.
     *
     * @throws DatabaseUnavailable when earlier groups are stuck in the database for so long that this one was not begun;
     *     nothing was stored then
     */
    public O submit(I item) {
        Waiting<I, O> mine = new Waiting<>(item, new CompletableFuture<>(), CommitCompanions.current());
        waiting.add(mine);
        // The groups have threads of their own: would callers lead them in turn, each would have to be woken just to
        // see that its item is done before the next could begin a group.
        if (slots.tryAcquire()) {
            Thread.ofVirtual().name("group-commit").start(this::leadGroups);
        }
        if (!isDoneInTime(mine.result) && waiting.remove(mine)) {
            throw new DatabaseUnavailable("Earlier groups are stuck in the database", false, null);
        }
        try {
            return mine.result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    private static boolean isDoneInTime(CompletableFuture<?> result) {
        try {
            result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Commits groups until nothing waits. Whoever found no slot is seen by the look at the queue after its release. */
    private void leadGroups() {
        List<Waiting<I, O>> group = new ArrayList<>();
        do {
            try {
                while (waiting.drainTo(group, maximumGroup) > 0) {
                    commitGroup(group);
                    group.clear();
                }
            } finally {
                slots.release();
            }
        } while (!waiting.isEmpty() && slots.tryAcquire());
    }

    private void commitGroup(List<Waiting<I, O>> group) {
        List<Function<I, O>> results;
        try {
            List<I> items = group.stream().map(Waiting::item).toList();
            List<Consumer<Transaction>> companions =
                    group.stream().flatMap(member -> member.companions.stream()).toList();
            results = CommitCompanions.with(companions, () -> commit.apply(items));
        } catch (Throwable failure) {
            group.forEach(member -> member.result.completeExceptionally(failure));
            return;
        }
        for (int index = 0; index < group.size(); index++) {
            Waiting<I, O> member = group.get(index);
            try {
                member.result.complete(results.get(index).apply(member.item));
            } catch (RuntimeException rejection) {
                member.result.completeExceptionally(rejection);
            }
        }
    }

    private record Waiting<I, O>(I item, CompletableFuture<O> result, List<Consumer<Transaction>> companions) {}
}
