package io.waybill.connector.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each feature has to be allowed on both sides: scopes of the commercetools API client, permissions of the platform's
 * user. {@code check} and docs/scopes.md come from here.
 */
public enum FeatureAccess {
    ALWAYS(
            null,
            List.of("manage_key_value_documents", "manage_subscriptions", "view_project_settings"),
            List.of("SUBSCRIPTION_READ", "SUBSCRIPTION_WRITE")),
    ORDER_SYNC(
            Setting.FEAT_ORDERSYNC_ACTIVE,
            List.of("manage_orders", "view_messages", "view_products", "view_shipping_methods", "view_stores"),
            List.of("ORDER_READ", "ORDER_WRITE", "ORDER_CANCEL", "FACILITY_READ")),
    EXPORT_GATE(Setting.FEAT_EXPORTGATE_ACTIVE, List.of("manage_orders", "manage_key_value_documents"), List.of()),
    ORDER_CHANGES(
            Setting.FEAT_ORDERCHANGES_ACTIVE,
            List.of("manage_orders"),
            List.of("ORDER_READ", "ORDER_WRITE", "ORDER_LINEITEM_WRITE")),
    REFUSALS(Setting.FEAT_REFUSALS_ACTIVE, List.of("manage_orders", "manage_types"), List.of()),
    CHANNEL_SYNC(
            Setting.FEAT_CHANNELSYNC_ACTIVE,
            List.of("view_products", "view_project_settings", "manage_key_value_documents"),
            List.of("FACILITY_READ", "FACILITY_WRITE", "FACILITY_CREATE")),
    STOCK_SYNC(
            Setting.FEAT_STOCKSYNC_ACTIVE,
            List.of("manage_products", "manage_key_value_documents"),
            List.of("FACILITY_READ", "LISTING_READ", "STOCK_AVAILABILITIES_READ")),
    STATUS_UPDATES(
            Setting.FEAT_STATUSUPDATES_ACTIVE,
            List.of("manage_orders", "manage_types"),
            List.of(
                    "ORDER_READ",
                    "PROCESS_READ",
                    "ROUTING_READ",
                    "PICKJOB_READ",
                    "LOADUNIT_READ",
                    "PACKJOB_READ",
                    "HANDOVERJOB_READ")),
    DELIVERIES(Setting.FEAT_DELIVERIES_ACTIVE, List.of("manage_orders"), List.of("SHIPMENT_READ", "PARCEL_READ")),
    PARCEL_FIELDS(Setting.FEAT_PARCELFIELDS_ACTIVE, List.of("manage_orders", "manage_types"), List.of()),
    CANCEL_BACK(Setting.FEAT_CANCELBACK_ACTIVE, List.of("manage_orders"), List.of()),
    LINE_STATES(Setting.FEAT_LINESTATES_ACTIVE, List.of("manage_orders", "manage_states"), List.of()),
    SYNC_INFO(Setting.FEAT_SYNCINFO_ACTIVE, List.of("manage_orders", "manage_products"), List.of()),
    COMPLETE(Setting.FEAT_COMPLETE_ACTIVE, List.of("manage_orders"), List.of()),
    RETURN_SYNC(
            Setting.FEAT_RETURNSYNC_ACTIVE,
            List.of("manage_orders", "manage_key_value_documents"),
            List.of("ORDER_READ", "RETURN_READ", "RETURN_WRITE")),
    PLATFORM_REPORT(Setting.FEAT_PLATFORMREPORT_ACTIVE, List.of(), List.of("SUBSCRIPTION_WRITE"));

    private final @Nullable Setting flag;
    private final Set<String> scopes;
    private final Set<String> permissions;

    FeatureAccess(@Nullable Setting flag, List<String> scopes, List<String> permissions) {
        this.flag = flag;
        this.scopes = new TreeSet<>(scopes);
        this.permissions = new TreeSet<>(permissions);
    }

    /** The setting that switches the feature; empty for what is needed whatever is switched on. */
    public Optional<Setting> flag() {
        return Optional.ofNullable(flag);
    }

    /** Scopes at commercetools, without the project. */
    public Set<String> scopes() {
        return Set.copyOf(scopes);
    }

    /** Permissions at the platform. */
    public Set<String> permissions() {
        return Set.copyOf(permissions);
    }

    /** The feature as an operator knows it. */
    public String title() {
        return flag == null ? "always" : flag.name();
    }

    boolean active(ConnectorSettings settings) {
        return flag == null || settings.active(flag);
    }

    /** What of the active features the scopes do not cover, a line for each missing scope with who needs it. */
    public static List<String> missingScopes(ConnectorSettings settings, Collection<String> granted) {
        return missing(settings, FeatureAccess::scopes, scope -> covered(scope, granted));
    }

    /** The same for the platform. */
    public static List<String> missingPermissions(ConnectorSettings settings, Collection<String> granted) {
        return missing(settings, FeatureAccess::permissions, granted::contains);
    }

    private static List<String> missing(
            ConnectorSettings settings, Function<FeatureAccess, Set<String>> needs, Predicate<String> there) {
        Set<FeatureAccess> active =
                Arrays.stream(values()).filter(each -> each.active(settings)).collect(Collectors.toSet());
        return active.stream()
                .flatMap(each -> needs.apply(each).stream())
                .distinct()
                .filter(Predicate.not(there))
                .sorted()
                .map(missing -> missing + " ("
                        + active.stream()
                                .filter(each -> needs.apply(each).contains(missing))
                                .map(FeatureAccess::title)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ")")
                .toList();
    }

    /** {@code manage_project} opens everything, {@code manage_x} includes {@code view_x}. */
    private static boolean covered(String scope, Collection<String> granted) {
        return granted.contains("manage_project")
                || granted.contains(scope)
                || (scope.startsWith("view_") && granted.contains("manage_" + scope.substring("view_".length())));
    }
}
