package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;

/** Fact: the facility gave the job up with nothing picked; its reservation is released. */
public record PickJobAborted(Transaction transaction, PickJob job) {}
