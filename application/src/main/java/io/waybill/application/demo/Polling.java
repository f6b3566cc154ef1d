package io.waybill.application.demo;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that another system does. */
final class Polling {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Polling() {}

    /**
     * Asks until the answer is yes.
     *
     * @param what completes the sentence "waited in vain that ..."
     * @throws IllegalStateException if the answer is still no when the limit is over
     */
    static void until(Duration limit, String what, BooleanSupplier question) {
        RetryPolicy<Boolean> policy = RetryPolicy.<Boolean>builder()
                .handleResult(false)
                .withDelay(PAUSE)
                .withMaxAttempts(-1)
                .withMaxDuration(limit)
                .build();
        boolean yes = Failsafe.with(policy).get(question::getAsBoolean);
        if (!yes) {
            throw new IllegalStateException("Waited " + limit.toSeconds() + " s in vain that " + what);
        }
    }
}
