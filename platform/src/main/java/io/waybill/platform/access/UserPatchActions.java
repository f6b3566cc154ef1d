package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a user, all or none. */
public record UserPatchActions(
        @NotNull Long version,
        @NotNull @Size(min = 1, max = 5) List<@Valid @NotNull Action> actions) {

    /** A new password and nothing else. */
    public static UserPatchActions ofPassword(long version, String password) {
        return new UserPatchActions(
                version, List.of(new Action("ModifyUser", null, null, null, password, null, null, null, null, null)));
    }

    /** {@code ModifyUser}: what is absent stays. */
    public record Action(
            @NotNull @Pattern(regexp = "ModifyUser", message = "must be ModifyUser")
            String action,

            @Nullable @Size(max = 100) String firstname,
            @Nullable @Size(max = 100) String lastname,

            @Nullable @Size(max = 320) @Pattern(regexp = "[^\\s@]+@[^\\s@]+", message = "must be an e-mail address")
            String email,

            @Nullable @Size(max = 500) String password,

            @Nullable @Pattern(regexp = "[a-z]{2}_[A-Z]{2}", message = "must be a locale such as de_DE")
            String locale,

            @Nullable @Size(max = 100) List<@Valid @NotNull AssignedRole> assignedRoles,
            @Nullable @Size(max = 1) List<UserForCreation.@Valid @NotNull LegacyRole> roles,
            @Nullable @Size(max = 500) List<UserForCreation.@Valid @NotNull LegacyFacility> assignedFacilities,
            @Nullable JsonNode customAttributes) {}
}
