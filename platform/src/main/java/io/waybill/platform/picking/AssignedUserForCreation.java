package io.waybill.platform.picking;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user named by id or by name. */
public record AssignedUserForCreation(
        @Nullable @Size(min = 1, max = 256) String userId,
        @Nullable @Size(min = 1, max = 256) String username) {

    @AssertTrue(message = "must name a userId or a username")
    boolean isNamed() {
        return userId != null || username != null;
    }

    /** What is missing of the two is answered as the other: the contract wants both. */
    AssignedUser assigned() {
        String known = userId == null ? String.valueOf(username) : userId;
        return new AssignedUser(known, username == null ? known : username);
    }

    /** All of them; null stays null. */
    public static @Nullable List<AssignedUser> assigned(@Nullable List<AssignedUserForCreation> users) {
        return users == null
                ? null
                : users.stream().map(AssignedUserForCreation::assigned).toList();
    }
}
