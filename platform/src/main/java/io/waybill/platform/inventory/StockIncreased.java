package io.waybill.platform.inventory;

import io.waybill.platform.database.Transaction;
import java.util.Set;

/** Fact: more of these articles is available for picking than before. Fired within the transaction that made it so. */
public record StockIncreased(Transaction transaction, Set<String> tenantArticleIds) {}
