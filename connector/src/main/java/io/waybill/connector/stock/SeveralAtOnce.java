package io.waybill.connector.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does the same remote call for several things, a few at a time: each waits for the network most of its time. */
final class SeveralAtOnce {
    private static final int AT_ONCE = 8;

    private SeveralAtOnce() {}

    /**
     * The results in the order of the things.
     *
     * @throws RuntimeException the first failure, after all that were begun have ended
     */
    static <T, R> Stream<R> run(List<T> things, Function<T, R> call) {
        if (things.size() < 2) {
            return things.stream().map(call).toList().stream();
        }
        List<Future<R>> begun = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            things.forEach(thing -> begun.add(threads.submit(() -> call.apply(thing))));
        }
        return begun.stream().map(SeveralAtOnce::result);
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
