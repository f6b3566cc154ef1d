package io.waybill.platform.kernel;

import io.waybill.platform.database.CommitCompanions;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.database.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
        // Whoever gets a slot leads the next group; it may be another caller's item that is in it, and ours may be
        // committed by another leader. Either way a slot holder looks at the queue after our item was put there.
        if (acquireSlot()) {
            try {
                if (!mine.result.isDone()) {
                    leadGroups(mine);
                }
            } finally {
                slots.release();
            }
        } else if (waiting.remove(mine)) {
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

    private boolean acquireSlot() {
        try {
            return slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leadGroups(Waiting<I, O> mine) {
        List<Waiting<I, O>> group = new ArrayList<>();
        while (!mine.result.isDone()) {
            group.clear();
            waiting.drainTo(group, maximumGroup);
            if (group.isEmpty()) {
                return;
            }
            commitGroup(group);
        }
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
