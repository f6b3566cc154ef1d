package io.waybill.platform.services;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.picking.PickJob;

/**
 * Fact: the last of the services that held the goods of a pick job is done, or somebody called it off; the goods go on.
 * Pick jobs whose goods nothing is done to never become this.
 */
public record ServicesDone(Transaction transaction, PickJob job) {}
