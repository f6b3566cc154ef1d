package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a user's data, roles or password. */
@ApplicationScoped
class ModifyUser {
    private final Database database;
    private final Users users;
    private final Roles roles;
    private final Sessions sessions;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final Authentication authentication;
    private final Event<UsersChanged> changed;

    ModifyUser(
            Database database,
            Users users,
            Roles roles,
            Sessions sessions,
            Passwords passwords,
            AuditTrail audit,
            Authentication authentication,
            Event<UsersChanged> changed) {
        this.database = database;
        this.users = users;
        this.roles = roles;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.authentication = authentication;
        this.changed = changed;
    }

    /** A new password ends all sessions of the user. */
    Stored<User> modify(String userId, UserPatchActions patch, String actor) {
        @Nullable
        String newPassword = patch.actions().stream()
                .map(UserPatchActions.Action::password)
                .filter(java.util.Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        @Nullable String hash = newPassword == null ? null : passwords.hash(newPassword);
        return database.transaction(transaction -> {
            User before = users.get(transaction.handle(), userId, patch.version());
            User after = before;
            for (UserPatchActions.Action action : patch.actions()) {
                after = apply(transaction, after, action);
            }
            if (hash != null) {
                users.setPassword(transaction.handle(), userId, hash);
                sessions.endAllOf(transaction.handle(), userId, null);
                audit.record(transaction.handle(), AuditTrail.Action.PASSWORD_CHANGED, actor, userId);
            }
            return store(transaction, after, actor);
        });
    }

    /** Changes made by the users themselves. */
    Stored<User> modifyMe(
            String userId, @Nullable String firstname, @Nullable String lastname, @Nullable String locale) {
        return change(userId, userId, user -> user.withName(firstname, lastname, locale));
    }

    /**
     * Changes e-mail or password of the users themselves; ends their other sessions when the password changes.
     *
     * @throws Rejection 400 when the current password is wrong
     */
    Stored<User> modifyMyCredentials(
            String userId, String currentPassword, @Nullable String email, @Nullable String password) {
        @Nullable
        String current =
                database.read(handle -> users.passwordHash(handle, userId).orElse(null));
        if (!passwords.matches(currentPassword, current)) {
            throw Rejection.invalid("currentPassword is not the current password");
        }
        @Nullable String hash = password == null ? null : passwords.hash(password);
        return database.transaction(transaction -> {
            if (hash != null) {
                users.setPassword(transaction.handle(), userId, hash);
                sessions.endAllOf(transaction.handle(), userId, null);
                audit.record(transaction.handle(), AuditTrail.Action.PASSWORD_CHANGED, userId, userId);
            }
            return store(transaction, users.get(transaction.handle(), userId).withEmail(email), userId);
        });
    }

    /** Limits the roles of the user to a facility more. */
    Stored<User> assignFacility(String userId, String facilityId, String actor) {
        return change(
                userId,
                actor,
                user -> user.withRoles(user.assignedRoles().stream()
                        .map(role -> {
                            List<String> facilities = role.facilities();
                            if (facilities == null || facilities.contains(facilityId)) {
                                return facilities == null ? AssignedRole.in(role.ref(), List.of(facilityId)) : role;
                            }
                            List<String> more = new java.util.ArrayList<>(facilities);
                            more.add(facilityId);
                            return AssignedRole.in(role.ref(), more);
                        })
                        .toList()));
    }

    /** @throws Rejection 422 when the actor tries to delete themselves */
    void delete(String userId, String actor) {
        if (userId.equals(actor)) {
            throw Rejection.ruleBroken("You cannot delete the user you are logged in as");
        }
        database.inTransaction(transaction -> {
            User user = users.get(transaction.handle(), userId);
            users.delete(transaction.handle(), user);
            audit.record(transaction.handle(), AuditTrail.Action.USER_DELETED, actor, userId);
            transaction.afterCommit(authentication::forget);
            changed.fire(new UsersChanged(transaction, UsersChanged.Kind.DELETED, user, users.toJson(user)));
        });
    }

    private Stored<User> change(String userId, String actor, UnaryOperator<User> change) {
        return database.transaction(
                transaction -> store(transaction, change.apply(users.get(transaction.handle(), userId)), actor));
    }

    private User apply(Transaction transaction, User user, UserPatchActions.Action action) {
        User changedUser = user.withName(action.firstname(), action.lastname(), action.locale())
                .withEmail(action.email())
                .withCustomAttributes(action.customAttributes());
        List<AssignedRole> assigned =
                UserForCreation.roles(action.assignedRoles(), action.roles(), action.assignedFacilities());
        if (assigned == null
                && action.assignedFacilities() != null
                && !action.assignedFacilities().isEmpty()) {
            assigned = UserForCreation.limited(
                    user.assignedRoles().stream()
                            .map(role -> AssignedRole.unlimited(role.ref()))
                            .toList(),
                    action.assignedFacilities());
        }
        if (assigned != null) {
            if (assigned.isEmpty()) {
                throw Rejection.invalid("assignedRoles must name at least one role");
            }
            roles.mustBeAssignable(transaction.handle(), assigned);
            changedUser = changedUser.withRoles(assigned);
        }
        return changedUser;
    }

    private Stored<User> store(Transaction transaction, User user, String actor) {
        Stored<User> stored = users.update(transaction.handle(), user);
        audit.record(transaction.handle(), AuditTrail.Action.USER_CHANGED, actor, user.id());
        transaction.afterCommit(authentication::forget);
        changed.fire(new UsersChanged(transaction, UsersChanged.Kind.UPDATED, stored.resource(), stored.json()));
        return stored;
    }
}
