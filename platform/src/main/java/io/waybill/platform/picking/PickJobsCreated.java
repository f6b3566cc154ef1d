package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;
import java.util.List;

/** Fact: these pick jobs exist now. */
public record PickJobsCreated(Transaction transaction, List<PickJob> jobs) {}
