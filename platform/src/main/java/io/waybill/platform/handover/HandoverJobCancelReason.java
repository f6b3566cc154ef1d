package io.waybill.platform.handover;

/** Why goods were not handed over. */
public enum HandoverJobCancelReason {
    CONSUMER_NO_SHOW,
    CONSUMER_REJECTS,
    ORDER_CANCELED
}
