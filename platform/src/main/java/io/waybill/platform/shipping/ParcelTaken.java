package io.waybill.platform.shipping;

import io.waybill.platform.database.Transaction;

/** Fact: the carrier reports that it has the parcel, so the facility has it no more. */
public record ParcelTaken(Transaction transaction, Parcel parcel) {}
