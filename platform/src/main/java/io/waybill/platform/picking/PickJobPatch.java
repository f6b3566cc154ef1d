package io.waybill.platform.picking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body of {@code PATCH /api/pickjobs/{id}}; the actions take effect in their order, or not at all. */
record PickJobPatch(
        @NotNull @Min(0) Long version,
        @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid PickJobModification> actions) {}
