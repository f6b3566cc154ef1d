package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made. Roles come as {@code assignedRoles} or in one of the deprecated forms.
 *
 * @param roles deprecated: names, with the facilities they are limited to
 * @param assignedFacilities deprecated: limits the roles to these facilities
 */
public record UserForCreation(
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\s@]+", message = "must not hold spaces or @")
        String username,

        @NotNull @Size(max = 500) String password,
        @NotNull @Size(max = 100) String firstname,
        @NotNull @Size(max = 100) String lastname,

        @Nullable @Size(max = 320) @Pattern(regexp = "[^\\s@]+@[^\\s@]+", message = "must be an e-mail address")
        String email,

        @Nullable @Pattern(regexp = "[a-z]{2}_[A-Z]{2}", message = "must be a locale such as de_DE")
        String locale,

        @Nullable @Size(min = 1, max = 10) List<@Valid @NotNull AssignedRole> assignedRoles,
        @Nullable @Size(min = 1, max = 1) List<@Valid @NotNull LegacyRole> roles,
        @Nullable @Size(max = 500) List<@Valid @NotNull LegacyFacility> assignedFacilities,
        @Nullable JsonNode customAttributes) {

    /** A user that stands for a program. */
    public static UserForCreation program(String username, String password, List<AssignedRole> roles) {
        return new UserForCreation(username, password, username, "", null, null, roles, null, null, null);
    }

    /** The deprecated form of a role. */
    public record LegacyRole(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 23) List<@NotNull String> facilities,
            @Nullable @Size(max = 50) List<@Valid @NotNull ContextLimitation> context) {
        AssignedRole current() {
            return context == null && facilities != null && !facilities.isEmpty()
                    ? AssignedRole.in(name, facilities)
                    : new AssignedRole(name, context);
        }
    }

    /** The deprecated form of a limit. */
    public record LegacyFacility(@NotBlank @Size(max = 200) String facilityRef) {}

    /** The roles in the present form; null when the body names none. */
    static @Nullable List<AssignedRole> roles(
            @Nullable List<AssignedRole> assigned,
            @Nullable List<LegacyRole> legacy,
            @Nullable List<LegacyFacility> facilities) {
        List<AssignedRole> named = assigned != null
                ? assigned
                : legacy != null ? legacy.stream().map(LegacyRole::current).toList() : null;
        if (named == null || facilities == null || facilities.isEmpty()) {
            return named;
        }
        return limited(named, facilities);
    }

    /** The roles, those without limits limited to the facilities. */
    static List<AssignedRole> limited(List<AssignedRole> roles, List<LegacyFacility> facilities) {
        List<String> ids =
                facilities.stream().map(LegacyFacility::facilityRef).distinct().toList();
        return roles.stream()
                .map(role ->
                        role.context() == null || role.context().isEmpty() ? AssignedRole.in(role.ref(), ids) : role)
                .toList();
    }
}
