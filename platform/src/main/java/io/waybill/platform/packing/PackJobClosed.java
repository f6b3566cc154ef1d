package io.waybill.platform.packing;

import io.waybill.platform.database.Transaction;

/** Fact: the goods of the job are packed. */
public record PackJobClosed(Transaction transaction, PackJob job) {}
