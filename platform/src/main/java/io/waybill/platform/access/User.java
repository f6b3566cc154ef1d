package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Someone, or something, that may log in. Passwords are no part of it.
 *
 * @param username unique, without regard to case
 * @param email where the user gave none: username and the configured login domain
 * @param facilityLimitations the facilities that any of the roles reaches; null when a role reaches all
 * @param customClaims the roles in the deprecated form
 */
public record User(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String username,
        String firstname,
        String lastname,
        String email,
        @Nullable String locale,
        List<AssignedRole> assignedRoles,
        AuthenticationProvider authenticationProvider,
        @Nullable List<String> facilityLimitations,
        @Nullable List<AssignedFacility> assignedFacilities,
        CustomClaims customClaims,
        @Nullable JsonNode customAttributes)
        implements Resource<User> {

    /** How the user proves who they are. */
    public record AuthenticationProvider(String type) {
        static final AuthenticationProvider PASSWORD = new AuthenticationProvider("EMAIL_PASSWORD");
    }

    /** A facility of the user in the deprecated form. */
    public record AssignedFacility(String id, String facilityRef) {}

    /** The deprecated form of the roles. */
    public record CustomClaims(List<Role> roles) {
        /** A role by name, with the facilities it is limited to. */
        public record Role(String name, @Nullable List<String> facilities) {}
    }

    @Override
    public User touched(long newVersion, Instant now) {
        return new User(
                id,
                newVersion,
                created,
                now,
                username,
                firstname,
                lastname,
                email,
                locale,
                assignedRoles,
                authenticationProvider,
                facilityLimitations,
                assignedFacilities,
                customClaims,
                customAttributes);
    }

    User withName(@Nullable String newFirstname, @Nullable String newLastname, @Nullable String newLocale) {
        return new User(
                id,
                version,
                created,
                lastModified,
                username,
                newFirstname == null ? firstname : newFirstname,
                newLastname == null ? lastname : newLastname,
                email,
                newLocale == null ? locale : newLocale,
                assignedRoles,
                authenticationProvider,
                facilityLimitations,
                assignedFacilities,
                customClaims,
                customAttributes);
    }

    User withEmail(@Nullable String newEmail) {
        return new User(
                id,
                version,
                created,
                lastModified,
                username,
                firstname,
                lastname,
                newEmail == null ? email : newEmail,
                locale,
                assignedRoles,
                authenticationProvider,
                facilityLimitations,
                assignedFacilities,
                customClaims,
                customAttributes);
    }

    User withCustomAttributes(@Nullable JsonNode newCustomAttributes) {
        return new User(
                id,
                version,
                created,
                lastModified,
                username,
                firstname,
                lastname,
                email,
                locale,
                assignedRoles,
                authenticationProvider,
                facilityLimitations,
                assignedFacilities,
                customClaims,
                newCustomAttributes == null ? customAttributes : newCustomAttributes);
    }

    /** The same user with other roles; what is derived from the roles follows. */
    User withRoles(List<AssignedRole> roles) {
        TreeSet<String> reached = new TreeSet<>();
        boolean everywhere = false;
        for (AssignedRole role : roles) {
            List<String> facilities = role.facilities();
            if (facilities == null) {
                everywhere = true;
            } else {
                reached.addAll(facilities);
            }
        }
        List<String> limitations = everywhere ? null : List.copyOf(reached);
        return new User(
                id,
                version,
                created,
                lastModified,
                username,
                firstname,
                lastname,
                email,
                locale,
                List.copyOf(roles),
                authenticationProvider,
                limitations,
                limitations == null
                        ? null
                        : limitations.stream()
                                .map(facility -> new AssignedFacility(facility, facility))
                                .toList(),
                new CustomClaims(roles.stream()
                        .map(role -> new CustomClaims.Role(role.ref(), role.facilities()))
                        .toList()),
                customAttributes);
    }
}
