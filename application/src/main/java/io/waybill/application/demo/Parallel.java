package io.waybill.application.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Setting up many sites one call after the other takes long; eight at once do not trouble anybody. */
final class Parallel {
    private static final int AT_ONCE = 8;

    private Parallel() {}

    /** Does the work for each and waits for all; the first failure is thrown. */
    static <T> void forEach(Collection<T> all, Consumer<T> work) {
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            all.forEach(each -> futures.add(executor.submit(() -> work.accept(each))));
        }
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", interrupted);
            }
        }
    }
}
