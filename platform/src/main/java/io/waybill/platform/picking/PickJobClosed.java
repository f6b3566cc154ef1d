package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;

/** Fact: the job is picked, its stock is booked, and the goods go on to the next job. */
public record PickJobClosed(Transaction transaction, PickJob job) {}
