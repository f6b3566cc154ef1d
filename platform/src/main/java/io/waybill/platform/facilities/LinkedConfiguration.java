package io.waybill.platform.facilities;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that belongs to a facility.
 *
 * @param rel what it configures
 * @param ref where it is
 */
public record LinkedConfiguration(
        @Nullable @Size(max = 256) String rel,
        @Nullable @Size(max = 2000) String ref) {}
