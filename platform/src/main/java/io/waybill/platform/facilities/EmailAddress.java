package io.waybill.platform.facilities;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address of a facility.
 *
 * @param recipient who reads it
 */
public record EmailAddress(
        @NotNull @Size(min = 1, max = 320) String value,
        @Nullable @Size(max = 256) String recipient) {}
