package io.waybill.platform.shipping;

import org.jspecify.annotations.Nullable;

/** What a shipment says about one of its parcels. */
public record ShipmentParcel(
        String parcelRef,
        String carrierRef,
        ParcelStatus status,
        @Nullable String carrierTrackingNumber) {}
