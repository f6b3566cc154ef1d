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
    Stored<User> modify(String userId, UserPatchActions patch, Caller caller) {
        @Nullable
        String newPassword = patch.actions().stream()
                .map(UserPatchActions.Action::password)
                .filter(java.util.Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        @Nullable String hash = newPassword == null ? null : passwords.hash(newPassword);
        return database.transaction(transaction -> {
            String actor = caller.userId();
            User before = users.get(transaction.handle(), userId, patch.version());
            roles.mustBeWithinReachOf(transaction.handle(), caller, before.assignedRoles());
            User after = before;
            for (UserPatchActions.Action action : patch.actions()) {
                after = apply(transaction, after, action);
            }
            roles.mustBeWithinReachOf(transaction.handle(), caller, after.assignedRoles());
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
        return database.transaction(transaction -> store(
                transaction, users.get(transaction.handle(), userId).withName(firstname, lastname, locale), userId));
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
    Stored<User> assignFacility(String userId, String facilityId, Caller caller) {
        return change(
                userId,
                caller,
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
    void delete(String userId, Caller caller) {
        if (userId.equals(caller.userId())) {
            throw Rejection.ruleBroken("You cannot delete the user you are logged in as");
        }
        database.inTransaction(transaction -> {
            User user = users.get(transaction.handle(), userId);
            roles.mustBeWithinReachOf(transaction.handle(), caller, user.assignedRoles());
            users.delete(transaction.handle(), user);
            audit.record(transaction.handle(), AuditTrail.Action.USER_DELETED, caller.userId(), userId);
            transaction.afterCommit(authentication::forget);
            changed.fire(new UsersChanged(transaction, UsersChanged.Kind.DELETED, user, users.toJson(user)));
        });
    }

    /** Ends all sessions of the user; the password stays as it is. */
    void endSessions(String userId, Caller caller) {
        database.inTransaction(transaction -> {
            User user = users.get(transaction.handle(), userId);
            roles.mustBeWithinReachOf(transaction.handle(), caller, user.assignedRoles());
            sessions.endAllOf(transaction.handle(), userId, null);
            audit.record(transaction.handle(), AuditTrail.Action.SESSIONS_ENDED, caller.userId(), userId);
            transaction.afterCommit(authentication::forget);
        });
    }

    private Stored<User> change(String userId, Caller caller, UnaryOperator<User> change) {
        return database.transaction(transaction -> {
            User before = users.get(transaction.handle(), userId);
            roles.mustBeWithinReachOf(transaction.handle(), caller, before.assignedRoles());
            User after = change.apply(before);
            roles.mustBeWithinReachOf(transaction.handle(), caller, after.assignedRoles());
            return store(transaction, after, caller.userId());
        });
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
