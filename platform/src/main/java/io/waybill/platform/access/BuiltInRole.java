package io.waybill.platform.access;

import static io.waybill.platform.access.Permission.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The roles that are always there. They can be assigned, not changed. */
public enum BuiltInRole {
    /** May do everything. */
    ADMINISTRATOR("Runs the installation: everything", EnumSet.allOf(Permission.class)),

    /** Works on the floor: does the jobs and reads what they need. */
    FULFILLER("Works on the floor: picks, packs, hands over", floor()),

    /** Leads a facility: everything of a fulfiller, plus stock, listings, orders and the facility's own data. */
    SUPERVISOR("Leads facilities: the floor, stock, listings, orders", facility());

    private final String description;
    private final Set<Permission> permissions;

    BuiltInRole(String description, Set<Permission> permissions) {
        this.description = description;
        this.permissions = permissions;
    }

    /** At most 100 characters, as the contract limits it. */
    public String description() {
        return description;
    }

    public Set<Permission> permissions() {
        return EnumSet.copyOf(permissions);
    }

    static Optional<BuiltInRole> named(String name) {
        return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
    }

    private static EnumSet<Permission> floor() {
        return EnumSet.of(
                CURRENT_USER_READ,
                CURRENT_USER_MODIFY,
                FACILITY_READ,
                CONFIG_READ,
                CARRIER_READ,
                TAG_READ,
                CATEGORY_READ,
                MEASUREMENTUNIT_READ,
                LISTING_READ,
                STOCK_READ,
                STOCK_AVAILABILITIES_READ,
                STORAGE_LOCATION_READ,
                ZONE_READ,
                ORDER_READ,
                PROCESS_READ,
                OPERATIVE_PROCESS_READ,
                DOCUMENT_SET_READ,
                EXPIRIES_READ,
                NOTIFICATION_READ,
                REMOTE_CONFIG_READ,
                PICKJOB_READ,
                PICKJOB_WRITE,
                PICKRUN_READ,
                PICKRUN_WRITE,
                SUBSTITUTE_READ,
                LOADUNITTYPE_READ,
                LOADUNIT_READ,
                LOADUNIT_WRITE,
                PACKJOB_READ,
                PACKJOB_WRITE,
                PACKING_SOURCE_CONTAINER_READ,
                PACKING_SOURCE_CONTAINER_WRITE,
                DELIVERYNOTE_WRITE,
                SHIPMENT_READ,
                SHIPMENT_WRITE,
                PARCEL_READ,
                PARCEL_WRITE,
                HANDOVERJOB_READ,
                HANDOVERJOB_WRITE,
                HANDOVER_CONTAINER_READ,
                HANDOVER_CONTAINER_WRITE,
                STACKS_READ,
                STACKS_WRITE,
                RETURN_READ,
                RETURN_WRITE,
                RESTOW_ITEM_READ,
                RESTOW_ITEM_WRITE,
                STOW_JOB_READ,
                STOW_JOB_OPERATIVE_WRITE,
                INBOUND_PROCESS_READ,
                SERVICE_JOB_READ,
                SERVICE_JOB_WRITE,
                LINKED_SERVICE_JOBS_READ,
                PICKUP_SERVICE_READ);
    }

    private static EnumSet<Permission> facility() {
        EnumSet<Permission> permissions = floor();
        permissions.addAll(EnumSet.of(
                FACILITY_WRITE,
                FACILITY_GROUP_READ,
                LISTING_WRITE,
                STOCK_WRITE,
                EXTERNAL_STOCK_CHANGE_REASONS_READ,
                SAFETY_STOCK_READ,
                SAFETY_STOCK_WRITE,
                AVAILABILITY_THRESHOLDS_READ,
                RESERVATION_READ,
                STORAGE_LOCATION_WRITE,
                ZONE_WRITE,
                STOW_JOB_FULL_WRITE,
                INBOUND_PROCESS_WRITE,
                ORDER_CANCEL,
                ORDER_UNLOCK,
                ORDER_CUSTOM_ATTRIBUTES_WRITE,
                ORDER_TOTAL_READ,
                LINE_ITEM_PRICING_READ,
                ROUTING_READ,
                PICKJOB_REROUTE,
                PROCESS_LOG_READ,
                OPERATIVE_PROCESS_WRITE,
                SUBSTITUTE_WRITE,
                DOCUMENT_SET_WRITE,
                NOTIFICATION_WRITE,
                LINKED_SERVICE_JOBS_WRITE,
                CUSTOM_SERVICE_READ,
                EXTERNAL_ACTIONS_READ,
                PICKUP_SERVICE_WRITE,
                OPERATION_STATISTICS_READ,
                ANALYTICS_DASHBOARD_READ,
                KPI_READ,
                AUDIT_READ));
        return permissions;
    }
}
