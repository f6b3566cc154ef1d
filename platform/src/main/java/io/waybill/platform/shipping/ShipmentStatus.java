package io.waybill.platform.shipping;

/** Where a shipment stands. */
public enum ShipmentStatus {
    /** Just created, no label asked for. */
    INITIAL,
    /** Labels are being asked for. */
    REQUEST,
    /** A label failed; another parcel can be tried. */
    RETRYABLE,
    /** All parcels are ready to be handed to the carrier. */
    CONFIRMED,
    /** All goods left the facility. */
    COMPLETED,
    CANCELED,
    OBSOLETE;

    public boolean isFinal() {
        return this == COMPLETED || this == CANCELED || this == OBSOLETE;
    }
}
