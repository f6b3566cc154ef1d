package io.waybill.platform.shipping;

import io.waybill.platform.database.Transaction;

/** Fact: the parcel is ready to be handed over. */
public record ParcelDone(Transaction transaction, Parcel parcel, Shipment shipment) {}
