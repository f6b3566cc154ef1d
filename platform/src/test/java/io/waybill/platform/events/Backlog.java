package io.waybill.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What the table of deliveries says of a subscription, and waiting until something is so. */
record Backlog(Database database) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Deliveries that were not acknowledged yet, parked ones too. */
    long outstanding(String subscription) {
        return number("select count(*) from delivery where subscription_id = :id", subscription);
    }

    /** Those of them whose last attempt failed. */
    long failed(String subscription) {
        return number(
                "select count(*) from delivery where subscription_id = :id and last_error is not null", subscription);
    }

    long lastStatus(String subscription) {
        return number("select max(last_status) from delivery where subscription_id = :id", subscription);
    }

    private long number(String sql, String subscription) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("id", subscription)
                .mapTo(Long.class)
                .one());
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited %s", PATIENCE).isBefore(deadline);
            pause(10);
        }
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
