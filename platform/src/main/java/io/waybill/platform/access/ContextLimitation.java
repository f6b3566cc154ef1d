package io.waybill.platform.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Narrows an assigned role to some of what it could reach.
 *
 * @param values ids of the allowed ones; an empty list allows nothing
 */
public record ContextLimitation(
        @NotNull Type type, @NotNull @Size(max = 500) List<@NotNull String> values) {

    /** What can be limited. Waybill enforces {@code FACILITY} and refuses the others when a role is assigned. */
    public enum Type {
        FACILITY,
        FACILITY_GROUP,
        ROLE,
        USER_ROLE,
        ZONE
    }
}
