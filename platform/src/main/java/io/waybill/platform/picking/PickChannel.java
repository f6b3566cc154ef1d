package io.waybill.platform.picking;

/** Which way the goods leave the facility: with a carrier, or with the consumer who comes for them. */
public enum PickChannel {
    COLLECT,
    SHIPPING
}
