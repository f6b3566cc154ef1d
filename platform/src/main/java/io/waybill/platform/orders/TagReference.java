package io.waybill.platform.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A tag with one of the values it allows. */
public record TagReference(
        @NotNull @Size(min = 1, max = 256) String id,
        @NotNull @Size(min = 1, max = 256) String value) {

    io.waybill.platform.kernel.TagReference checked() {
        return new io.waybill.platform.kernel.TagReference(id, value);
    }
}
