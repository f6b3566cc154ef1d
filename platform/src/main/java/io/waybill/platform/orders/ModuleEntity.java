package io.waybill.platform.orders;

/** What can stand in a process; names of the wire. */
public enum ModuleEntity {
    ORDER,
    ROUTING_PLAN,
    PICK_JOB,
    PACK_JOB,
    SHIPMENT,
    HANDOVER_JOB,
    SERVICE_JOB,
    ITEM_RETURN_JOB,
    PARCEL,
    RESERVATION,
    PARCEL_INFORMATION,
    LABEL,
    TRACKING_INFORMATION
}
