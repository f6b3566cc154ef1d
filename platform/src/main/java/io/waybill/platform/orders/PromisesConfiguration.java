package io.waybill.platform.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a promise without a time of its own is valid.
 *
 * @param invalidAfterTime ISO 8601, a multiple of 60 seconds; PT8H unless set
 */
public record PromisesConfiguration(
        @Nullable String id,
        @NotNull Long version,
        @Nullable Instant created,
        @Nullable Instant lastModified,

        @NotNull
        @Pattern(
                regexp = "^P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$",
                message = "must be an ISO 8601 duration of days and time")
        String invalidAfterTime) {

    static final String NAME = "promises";
    static final Value STANDARD = new Value("PT8H");

    /** What is stored of it. */
    record Value(String invalidAfterTime) {
        Duration duration() {
            return Duration.parse(invalidAfterTime);
        }
    }
}
