package io.waybill.platform.picking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The part a job has in a transfer between two facilities.
 *
 * @param type {@code SUPPLIER} or {@code RECEIVER}
 */
public record Transfer(
        @NotNull @Size(min = 1, max = 256) String id,

        @NotNull @Pattern(regexp = "SUPPLIER|RECEIVER", message = "must be SUPPLIER or RECEIVER")
        String type) {}
