package io.waybill.platform.handover;

import io.waybill.platform.database.Transaction;

/** Fact: the goods of the job left the facility. */
public record HandedOver(Transaction transaction, Handoverjob job) {}
