package io.waybill.platform.handover;

/** To whom the goods are handed over. */
public enum HandoverjobChannel {
    /** To a carrier. */
    DELIVERY,
    /** To the consumer. */
    COLLECT
}
