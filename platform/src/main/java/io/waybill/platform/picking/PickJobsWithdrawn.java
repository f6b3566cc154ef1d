package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;
import java.util.List;

/** Fact: these jobs ended before they were picked, for whatever reason; nothing may follow from them. */
public record PickJobsWithdrawn(Transaction transaction, List<PickJob> jobs) {}
