package io.waybill.platform.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The roles there are: the built-in ones and those that administrators made. */
@ApplicationScoped
class Roles {
    private final DocumentTable<Role> table;

    Roles(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("role", "Role", Role.class, json, clock);
    }

    List<Role> all(Handle handle) {
        List<Role> roles = new ArrayList<>();
        for (BuiltInRole role : BuiltInRole.values()) {
            roles.add(Role.of(role));
        }
        roles.addAll(table.parseAll(handle.createQuery("select document::text from role order by id")
                .mapTo(String.class)
                .list()));
        return roles;
    }

    /** @throws Rejection 404 */
    Role get(Handle handle, String name) {
        Optional<BuiltInRole> builtIn = BuiltInRole.named(name);
        return builtIn.isPresent() ? Role.of(builtIn.get()) : table.get(handle, name);
    }

    /** What those roles allow. A name that is not there allows nothing. */
    Map<String, Set<Permission>> permissions(Handle handle, Collection<String> names) {
        Map<String, Set<Permission>> found = new HashMap<>();
        List<String> custom = new ArrayList<>();
        for (String name : names) {
            BuiltInRole.named(name)
                    .ifPresentOrElse(role -> found.put(name, role.permissions()), () -> custom.add(name));
        }
        if (!custom.isEmpty()) {
            table.findAll(handle, custom)
                    .forEach((name, role) -> found.put(
                            name,
                            role.permissions().isEmpty()
                                    ? EnumSet.noneOf(Permission.class)
                                    : EnumSet.copyOf(role.permissions())));
        }
        return found;
    }

    /**
     * The grants of assigned roles. A role limited to no facility at all grants nothing; a limit that Waybill cannot
     * enforce grants nothing either.
     */
    List<Principal.Grant> grants(Handle handle, List<AssignedRole> assigned) {
        Map<String, Set<Permission>> permissions =
                permissions(handle, assigned.stream().map(AssignedRole::ref).toList());
        List<Principal.Grant> grants = new ArrayList<>();
        for (AssignedRole role : assigned) {
            List<String> facilities = role.facilities();
            boolean enforceable = role.context() == null
                    || role.context().stream()
                            .allMatch(limitation -> limitation.type() == ContextLimitation.Type.FACILITY);
            if (enforceable && (facilities == null || !facilities.isEmpty())) {
                grants.add(new Principal.Grant(
                        permissions.getOrDefault(role.ref(), EnumSet.noneOf(Permission.class)),
                        facilities == null ? Set.of() : Set.copyOf(facilities)));
            }
        }
        return grants;
    }

    /** @throws Rejection 422 when a role does not exist or is limited in a way that is not supported */
    void mustBeAssignable(Handle handle, List<AssignedRole> assigned) {
        Map<String, Set<Permission>> known =
                permissions(handle, assigned.stream().map(AssignedRole::ref).toList());
        for (AssignedRole role : assigned) {
            if (!known.containsKey(role.ref())) {
                throw Rejection.ruleBroken("assignedRoles.ref: there is no role " + role.ref());
            }
            if (role.context() != null) {
                for (ContextLimitation limitation : role.context()) {
                    if (limitation.type() != ContextLimitation.Type.FACILITY) {
                        throw Rejection.ruleBroken(
                                "assignedRoles.context.type: only FACILITY can be enforced, not " + limitation.type());
                    }
                }
                if (role.context().size() > 1) {
                    throw Rejection.invalid("assignedRoles.context: each type may appear once");
                }
            }
        }
    }

    /**
     * Nobody hands out, or rules over, what they do not have themselves: the roles must allow no more than the caller
     * may, and nowhere else.
     *
     * @throws Rejection 403
     */
    void mustBeWithinReachOf(Handle handle, Caller caller, List<AssignedRole> assigned) {
        if (!within(handle, caller, assigned)) {
            throw Rejection.forbidden("assignedRoles: you can only manage users who may do no more than you");
        }
    }

    /** Whether the roles allow no more than the caller may, and nowhere else. */
    boolean within(Handle handle, Caller caller, List<AssignedRole> assigned) {
        Set<Permission> own = caller.permissions();
        Set<String> facilities = caller.facilityIds();
        for (Principal.Grant grant : grants(handle, assigned)) {
            boolean elsewhere = !facilities.isEmpty()
                    && (grant.facilityIds().isEmpty() || !facilities.containsAll(grant.facilityIds()));
            if (elsewhere || !own.containsAll(grant.permissions())) {
                return false;
            }
        }
        return true;
    }

    DocumentTable<Role> table() {
        return table;
    }
}
