package io.waybill.platform.kernel;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A tag put on something, with one of its allowed values. {@link Tags#validate} checks that both exist.
 *
 * @param id of the tag
 * @param value one of the tag's allowed values
 */
public record TagReference(
        @NotNull @Size(min = 1, max = 256) String id,
        @NotNull @Size(min = 1, max = 256) String value) {}
