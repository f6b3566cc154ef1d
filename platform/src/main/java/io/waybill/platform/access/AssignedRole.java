package io.waybill.platform.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role that a user has.
 *
 * @param ref name of the role
 * @param context limits; null or no entry of a type means no limit of that type
 */
public record AssignedRole(
        @NotNull @Size(min = 1, max = 100) String ref,
        @Nullable @Size(max = 50) List<@Valid @NotNull ContextLimitation> context) {

    /** At all facilities. */
    public static AssignedRole unlimited(String role) {
        return new AssignedRole(role, null);
    }

    /** At those facilities only. */
    public static AssignedRole in(String role, List<String> facilityIds) {
        return new AssignedRole(
                role, List.of(new ContextLimitation(ContextLimitation.Type.FACILITY, List.copyOf(facilityIds))));
    }

    /** The facilities this role reaches; null when it is not limited to facilities. */
    public @Nullable List<String> facilities() {
        if (context == null) {
            return null;
        }
        return context.stream()
                .filter(limitation -> limitation.type() == ContextLimitation.Type.FACILITY)
                .map(ContextLimitation::values)
                .findFirst()
                .orElse(null);
    }
}
