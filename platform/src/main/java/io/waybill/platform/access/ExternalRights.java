package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the groups of an identity provider stand for here, by its configuration. Thread-safe. */
@ApplicationScoped
class ExternalRights {
    private final OidcSettings settings;
    private final Roles roles;
    private final Database database;

    ExternalRights(OidcSettings settings, Roles roles, Database database) {
        this.settings = settings;
        this.roles = roles;
        this.database = database;
    }

    /** Nothing when no group stands for a role, or when somebody is limited to no facility at all. */
    List<Principal.Grant> of(ExternalIdentity identity) {
        OidcSettings.Provider provider = settings.providers().get(identity.provider());
        if (provider == null) {
            return List.of();
        }
        Set<String> limits = Set.of();
        if (provider.facilitiesClaim().isPresent()) {
            limits = identity.facilityIds() == null ? Set.of() : Set.copyOf(identity.facilityIds());
            if (limits.isEmpty()) {
                return List.of();
            }
        }
        List<String> names = identity.groups().stream()
                .map(provider.roles()::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Set<Permission>> permissions = database.read(handle -> roles.permissions(handle, names));
        List<Principal.Grant> grants = new ArrayList<>();
        for (String name : names) {
            grants.add(new Principal.Grant(permissions.getOrDefault(name, EnumSet.noneOf(Permission.class)), limits));
        }
        return List.copyOf(grants);
    }
}
