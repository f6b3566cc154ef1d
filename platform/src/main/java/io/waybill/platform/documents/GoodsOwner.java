package io.waybill.platform.documents;

/** Whose goods a note can list. */
public enum GoodsOwner {
    PICK_JOB,
    PACK_JOB,
    PARCEL,
    SHIPMENT,
    ITEM_RETURN_JOB
}
