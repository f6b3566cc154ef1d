package io.waybill.platform.shipping;

import org.jspecify.annotations.Nullable;

/**
 * A carrier that collects at a facility: active for the tenant and connected there.
 *
 * @param manualParcelHandling labels are made outside and added later; else a parcel is ready without a label
 */
record ActiveCarrier(
        String carrierRef, String key, @Nullable String logoUrl, boolean manualParcelHandling) {}
