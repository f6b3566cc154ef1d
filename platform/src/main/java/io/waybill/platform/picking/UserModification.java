package io.waybill.platform.picking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a user changed a job, and when. */
public record UserModification(
        Instant modificationDate, @Nullable String userId, String username) {}
