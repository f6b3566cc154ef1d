package io.waybill.platform.routing;

import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a person has something rerouted; the contract calls it a reroute description.
 *
 * @param action always REROUTE
 * @param reason the text for clients that do not choose a language
 */
record RerouteDescription(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String action,
        Map<String, String> reasonLocalized,
        String reason)
        implements Resource<RerouteDescription> {

    static final String ACTION = "REROUTE";

    @Override
    public RerouteDescription touched(long newVersion, Instant modified) {
        return new RerouteDescription(id, newVersion, created, modified, action, reasonLocalized, reason);
    }

    /** A description as it is sent. */
    @ClosedSchema
    record ForCreation(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason) {

        RerouteDescription withId(String id, Instant now) {
            return new RerouteDescription(id, 1, now, now, ACTION, reasonLocalized, text(reasonLocalized, reason));
        }
    }

    /** A description as it is changed. */
    @ClosedSchema
    record ForModification(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason,
            @NotNull Long version) {

        RerouteDescription of(RerouteDescription before) {
            return new RerouteDescription(
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
