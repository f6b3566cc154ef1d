package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a user who can log in with a password. */
@ApplicationScoped
class CreateUser {
    private final Database database;
    private final Users users;
    private final Roles roles;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final Event<UsersChanged> changed;
    private final Identifiers identifiers;
    private final Clock clock;
    private final LoginSettings settings;

    CreateUser(
            Database database,
            Users users,
            Roles roles,
            Passwords passwords,
            AuditTrail audit,
            Event<UsersChanged> changed,
            Identifiers identifiers,
            Clock clock,
            LoginSettings settings) {
        this.database = database;
        this.users = users;
        this.roles = roles;
        this.passwords = passwords;
        this.audit = audit;
        this.changed = changed;
        this.identifiers = identifiers;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * @throws Rejection 400 without a role or with an unfit password, 403 for roles beyond those of the caller, 409 when
     *     username or e-mail are taken, 422 for an unknown role
     */
    Stored<User> create(UserForCreation wanted, Caller caller) {
        List<AssignedRole> assigned =
                UserForCreation.roles(wanted.assignedRoles(), wanted.roles(), wanted.assignedFacilities());
        if (assigned == null || assigned.isEmpty()) {
            throw Rejection.invalid("assignedRoles must name at least one role");
        }
        String hash = passwords.hash(wanted.password());
        return database.transaction(transaction -> {
            roles.mustBeWithinReachOf(transaction.handle(), caller, assigned);
            return insert(transaction, wanted, assigned, hash, caller.userId());
        });
    }

    Stored<User> insert(
            Transaction transaction,
            UserForCreation wanted,
            List<AssignedRole> assigned,
            String passwordHash,
            @Nullable String actor) {
        roles.mustBeAssignable(transaction.handle(), assigned);
        Instant now = clock.instant();
        User user = new User(
                        identifiers.next(),
                        1,
                        now,
                        now,
                        wanted.username(),
                        wanted.firstname(),
                        wanted.lastname(),
                        wanted.email() == null ? wanted.username() + "@" + settings.domain() : wanted.email(),
                        wanted.locale(),
                        assigned,
                        User.AuthenticationProvider.PASSWORD,
                        null,
                        null,
                        new User.CustomClaims(List.of()),
                        wanted.customAttributes())
                .withRoles(assigned);
        Stored<User> stored = users.insert(transaction.handle(), user, passwordHash);
        audit.record(transaction.handle(), AuditTrail.Action.USER_CREATED, actor, user.id());
        changed.fire(new UsersChanged(transaction, UsersChanged.Kind.CREATED, stored.resource(), stored.json()));
        return stored;
    }
}
