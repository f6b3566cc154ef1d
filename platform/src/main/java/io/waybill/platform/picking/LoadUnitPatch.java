package io.waybill.platform.picking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body of {@code PATCH /api/loadunits/{id}}. */
public record LoadUnitPatch(
        @NotNull @Min(0) Long version,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid ReplaceLoadUnitLineItems> actions) {

    /** Replaces what lies in the unit. */
    public record ReplaceLoadUnitLineItems(
            @NotNull @Pattern(regexp = "ReplaceLoadUnitLineItems", message = "must be ReplaceLoadUnitLineItems")
            String action,

            @NotNull @Size(max = 100) List<@NotNull @Valid LoadUnitLineItem> loadUnitLineItems) {}
}
