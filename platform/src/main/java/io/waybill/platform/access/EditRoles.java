package io.waybill.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Makes, changes and deletes roles. The built-in ones stay as they are. */
@ApplicationScoped
class EditRoles {
    private final Database database;
    private final Roles roles;
    private final AuditTrail audit;
    private final Authentication authentication;
    private final Caller caller;
    private final Clock clock;

    EditRoles(
            Database database,
            Roles roles,
            AuditTrail audit,
            Authentication authentication,
            Caller caller,
            Clock clock) {
        this.database = database;
        this.roles = roles;
        this.audit = audit;
        this.authentication = authentication;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Rejection 403 when it allows more than the caller may, 409 when the name is taken */
    Role create(RoleForCreation wanted) {
        check(wanted.name(), wanted.permissions(), wanted.context());
        Instant now = clock.instant();
        Role role = new Role(
                wanted.name(),
                1,
                now,
                now,
                wanted.displayName(),
                wanted.description(),
                wanted.permissions(),
                wanted.customAttributes());
        try {
            return database.transaction(transaction -> {
                audit.record(transaction.handle(), AuditTrail.Action.ROLE_CREATED, caller.userId(), role.name());
                return roles.table().insert(transaction.handle(), role).resource();
            });
        } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof PSQLException sql && "23505".equals(sql.getSQLState())) {
                throw Rejection.conflict("name is taken by another role");
            }
            throw failure;
        }
    }

    Role replace(String name, RoleForCreation wanted) {
        if (wanted.version() == null) {
            throw Rejection.invalid("version must be given");
        }
        return change(
                name,
                wanted.version(),
                wanted.name(),
                wanted.permissions(),
                wanted.context(),
                before -> new Role(
                        name,
                        before.version(),
                        before.created(),
                        before.lastModified(),
                        wanted.displayName(),
                        wanted.description(),
                        wanted.permissions(),
                        wanted.customAttributes()));
    }

    Role patch(String name, RoleForPatch patch) {
        Set<Permission> permissions = patch.permissions() == null ? Set.of() : patch.permissions();
        return change(
                name,
                patch.version(),
                patch.name(),
                permissions,
                patch.context(),
                before -> new Role(
                        name,
                        before.version(),
                        before.created(),
                        before.lastModified(),
                        patch.displayName() == null ? before.displayName() : patch.displayName(),
                        patch.description() == null ? before.description() : patch.description(),
                        patch.permissions() == null ? before.permissions() : patch.permissions(),
                        patch.customAttributes() == null ? before.customAttributes() : patch.customAttributes()));
    }

    /** @throws Rejection 422 when users have the role */
    Role delete(String name) {
        refuseBuiltIn(name);
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            Role role = roles.table().lock(handle, name);
            mayHold(role.permissions());
            boolean assigned = handle.createQuery(
                            "select exists (select 1 from account "
                                    + "where document->'assignedRoles' @> json_build_array(json_build_object('ref', :name::text))::jsonb)")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one();
            if (assigned) {
                throw Rejection.ruleBroken("Users have the role " + name + "; take it from them first");
            }
            roles.table().delete(handle, name, role.version());
            audit.record(handle, AuditTrail.Action.ROLE_DELETED, caller.userId(), name);
            transaction.afterCommit(authentication::forget);
            return role;
        });
    }

    private Role change(
            String name,
            long version,
            @Nullable String nameInBody,
            Set<Permission> permissions,
            @Nullable List<JsonNode> context,
            UnaryOperator<Role> change) {
        check(name, permissions, context);
        if (nameInBody != null && !nameInBody.equals(name)) {
            throw Rejection.invalid("name must be that of the path; a role keeps its name");
        }
        return database.transaction((Transaction transaction) -> {
            Role before = roles.table().get(transaction.handle(), name, version);
            mayHold(before.permissions());
            audit.record(transaction.handle(), AuditTrail.Action.ROLE_CHANGED, caller.userId(), name);
            transaction.afterCommit(authentication::forget);
            return roles.table()
                    .update(transaction.handle(), change.apply(before))
                    .resource();
        });
    }

    private void check(String name, Set<Permission> permissions, @Nullable List<JsonNode> context) {
        refuseBuiltIn(name);
        if (context != null && !context.isEmpty()) {
            throw Rejection.ruleBroken("context: limits belong to the assignment of a role to a user, not to the role");
        }
        mayHold(permissions);
    }

    private static void refuseBuiltIn(String name) {
        if (BuiltInRole.named(name).isPresent()) {
            throw Rejection.conflict("The role " + name + " is built in and stays as it is");
        }
    }

    /** Nobody hands out, or takes away, what they do not have themselves. */
    private void mayHold(Set<Permission> permissions) {
        if (!caller.permissions().containsAll(permissions)) {
            throw Rejection.forbidden(
                    "permissions: you can only manage roles that allow no more than you may yourself");
        }
    }
}
