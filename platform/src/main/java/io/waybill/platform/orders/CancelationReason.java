package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason that can be given with a cancellation.
 *
 * @param action always CANCELATION
 * @param reason the text for clients that do not choose a language
 */
record CancelationReason(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String action,
        Map<String, String> reasonLocalized,
        String reason)
        implements Resource<CancelationReason> {

    static final String ACTION = "CANCELATION";

    @Override
    public CancelationReason touched(long newVersion, Instant modified) {
        return new CancelationReason(id, newVersion, created, modified, action, reasonLocalized, reason);
    }

    /** A reason as it is sent. */
    @ClosedSchema
    record ForCreation(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason) {

        CancelationReason withId(String id, Instant now) {
            return new CancelationReason(id, 1, now, now, ACTION, reasonLocalized, text(reasonLocalized, reason));
        }
    }

    /** A reason as it is changed. */
    @ClosedSchema
    record ForModification(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason,
            @NotNull Long version) {

        CancelationReason of(CancelationReason before) {
            return new CancelationReason(
                    before.id(),
                    version,
                    before.created(),
                    before.lastModified(),
                    ACTION,
                    reasonLocalized,
                    text(reasonLocalized, reason));
        }
    }

    private static String text(Map<String, String> localized, @Nullable String given) {
        if (given != null) {
            return given;
        }
        String english = localized.get("en_US");
        return english != null ? english : localized.values().iterator().next();
    }
}
