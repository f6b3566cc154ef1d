package io.waybill.platform.handover;

import org.jspecify.annotations.Nullable;

/** The shipment and parcel that a handover job is about. */
public record HandoverJobParcelInfo(
        @Nullable String shipmentRef,
        @Nullable String parcelRef,
        @Nullable String carrierRef,
        @Nullable String carrierKey,
        @Nullable String carrierLogoUrl,
        @Nullable String carrierParcelRef,
        @Nullable String carrierTrackingNumber) {}
