package io.waybill.connector.commercetools;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.waybill.client.FulfilmentRejectedException;
import java.time.Duration;

/** Repeats read-compute-write as a whole when somebody else wrote in between. Never only the write. */
public final class Conflicts {
    private static final int TRIES = 6;

    private Conflicts() {}

    /**
     * The result of the work, done again from its read on a version conflict of either side, or when somebody else made
     * what it makes, six times at most with a
     * random pause between 50 and 500 ms. The last conflict is thrown.
     */
    public static <T> T resolved(CheckedSupplier<T> readComputeWrite) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(Conflicts::isConflict)
                .withDelay(Duration.ofMillis(50), Duration.ofMillis(500))
                .withMaxRetries(TRIES - 1)
                .build();
        return Failsafe.with(policy).get(readComputeWrite);
    }

    private static boolean isConflict(Throwable failure) {
        return (failure instanceof CommercetoolsRejectedException shop && (shop.versionConflict() || shop.duplicate()))
                || (failure instanceof FulfilmentRejectedException platform && platform.versionConflict());
    }
}
