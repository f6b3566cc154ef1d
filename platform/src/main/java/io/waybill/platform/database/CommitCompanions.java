package io.waybill.platform.database;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What has to become true together with whatever the running request commits, without the code that commits knowing of
 * it: a mark that the request took effect, for example. Bound to the thread; each transaction begun on it carries out
 * the companions before its commit, so they hold exactly when the transaction does.
 */
public final class CommitCompanions {
    private static final ThreadLocal<List<Consumer<Transaction>>> CURRENT = ThreadLocal.withInitial(List::of);

    private CommitCompanions() {}

    /** Those of this thread; empty when there are none. */
    public static List<Consumer<Transaction>> current() {
        return CURRENT.get();
    }

    /** From now on, this one goes with each transaction of this thread. */
    public static void bind(Consumer<Transaction> companion) {
        CURRENT.set(List.of(companion));
    }

    /** Forgets those of this thread. */
    public static void clear() {
        CURRENT.remove();
    }

    /** Does the work with other companions, for example those of all requests that share a transaction. */
    public static <T> T with(List<Consumer<Transaction>> companions, Supplier<T> work) {
        List<Consumer<Transaction>> before = CURRENT.get();
        CURRENT.set(companions);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
