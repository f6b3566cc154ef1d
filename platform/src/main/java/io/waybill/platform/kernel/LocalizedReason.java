package io.waybill.platform.kernel;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason that people can give with something they do.
 *
 * @param action what it is given with, as the contract names it
 * @param reason the text for clients that do not choose a language
 */
public record LocalizedReason(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String action,
        Map<String, String> reasonLocalized,
        String reason)
        implements Resource<LocalizedReason> {

    @Override
    public LocalizedReason touched(long newVersion, Instant modified) {
        return new LocalizedReason(id, newVersion, created, modified, action, reasonLocalized, reason);
    }

    /** A reason as it is sent. */
    @ClosedSchema
    public record ForCreation(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason) {

        /** The reason with that id, given with that action. */
        public LocalizedReason with(String id, String action, Instant now) {
            return new LocalizedReason(
                    id, 1, now, now, action, reasonLocalized, LocalizedText.of(reasonLocalized, reason));
        }
    }

    /** A reason as it is changed. */
    @ClosedSchema
    public record ForModification(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(max = 1000) String reason,
            @NotNull Long version) {

        /** What becomes of the reason. */
        public LocalizedReason of(LocalizedReason before) {
            return new LocalizedReason(
                    before.id(),
                    version,
                    before.created(),
                    before.lastModified(),
                    before.action(),
                    reasonLocalized,
                    LocalizedText.of(reasonLocalized, reason));
        }
    }
}
