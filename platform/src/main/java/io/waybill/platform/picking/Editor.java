package io.waybill.platform.picking;

import org.jspecify.annotations.Nullable;

/** Who changed a job last. */
public record Editor(@Nullable String userId, String username) {}
