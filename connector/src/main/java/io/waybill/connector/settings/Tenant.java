package io.waybill.connector.settings;

import java.util.Optional;

/**
 * Which of several platforms a connector works for. A shop whose stores go to several platforms has a connector for each;
 * they share the project and must not share their memory.
 *
 * @param name the tenant's name; none is the platform of all stores that name no tenant
 */
public record Tenant(Optional<String> name) {
    /** The tenant of those settings. */
    public static Tenant from(ConnectorSettings settings) {
        return new Tenant(settings.optional(Setting.TENANT));
    }

    /** Whether what belongs to that tenant is this connector's. */
    public boolean owns(Optional<String> tenant) {
        return name.equals(tenant);
    }

    /** The name of something that two connectors of one project must not share. */
    public String ownNameOf(String shared) {
        return name.map(own -> shared + "-" + own).orElse(shared);
    }
}
