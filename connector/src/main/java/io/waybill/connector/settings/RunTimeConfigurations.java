package io.waybill.connector.settings;

import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.CustomObjects;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the run-time configuration, and keeps it for a short while. Thread-safe. */
public final class RunTimeConfigurations {
    private static final Logger LOG = System.getLogger(RunTimeConfigurations.class.getName());
    private static final String CONTAINER = "fft";
    private static final String KEY = "configuration";

    private record Held(RunTimeConfiguration configuration, Instant until) {}

    private final CustomObjects objects;
    private final Duration keep;
    private final Clock clock;
    private volatile @Nullable Held held;

    /** A reader that keeps what it read for that long. */
    public RunTimeConfigurations(CustomObjects objects, Duration keep, Clock clock) {
        this.objects = objects;
        this.keep = keep;
        this.clock = clock;
    }

    /** The configuration, at most as old as the reader keeps it. */
    public RunTimeConfiguration current(Deadline deadline) {
        Held last = held;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last.configuration();
        }
        RunTimeConfiguration fresh = objects.find(CONTAINER, KEY, deadline)
                .map(object -> RunTimeConfiguration.read(object.value()))
                .orElseGet(RunTimeConfiguration::none);
        if (last == null || !last.configuration().problems().equals(fresh.problems())) {
            fresh.problems().forEach(problem -> LOG.log(Logger.Level.ERROR, "fft/configuration: {0}", problem));
        }
        held = new Held(fresh, clock.instant().plus(keep));
        return fresh;
    }
}
