package io.waybill.connector.settings;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes docs/scopes.md, so that what an operator grants is what the code needs. */
final class ScopesPage {
    private ScopesPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # What the connector has to be allowed

                <!-- Generated from io.waybill.connector.settings.FeatureAccess; a test fails when this page is out of date. -->

                Give the API client of commercetools the scopes of the features that are switched on, and the platform's user the
                permissions. `./waybill connector check` compares both with what is granted and prints exactly what is missing.
                `manage_x` includes `view_x`, and `manage_project` includes everything; a scope that is limited to a store or to a
                container of custom objects does not count.

                | feature | scopes at commercetools | permissions at the platform |
                |---|---|---|
                """);
        for (FeatureAccess feature : FeatureAccess.values()) {
            page.append("| ")
                    .append(feature.flag().map(flag -> "`" + flag + "`").orElse("always"))
                    .append(" | ")
                    .append(list(feature.scopes()))
                    .append(" | ")
                    .append(list(feature.permissions()))
                    .append(" |\n");
        }
        return page.append("""

                Without `view_messages` the job sweeps orders and not messages (see [reconciliation](reconciliation.md)); everything else
                is needed. The platform tells permissions at `GET /api/users/me/effectivepermissions`, which needs `CURRENT_USER_READ`.
                """).toString();
    }

    private static String list(Collection<String> names) {
        return names.isEmpty()
                ? "–"
                : names.stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
