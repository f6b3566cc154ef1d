package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.SearchSql;

/** What {@code POST /api/pickjobs/search} can be asked. */
final class PickJobSearch {
    static final SearchSchema SCHEMA = SearchSchema.of("pickJobs")
            .string("id", "id")
            .date("created", "created")
            .date("lastModified", "last_modified")
            .string("facilityRef", "facility_ref")
            .string("orderRef", "order_ref")
            .string("tenantOrderId", "tenant_order_id")
            .search("consumerName", "consumer_name")
            .enumeration("status", "status", PickJobStatus.class)
            .date("targetTime", "target_time")
            .custom("tenantArticleIds", PickJobSearch::articles)
            .enumerations("preferredPickingMethods", PickingMethod.class)
            .list("transfers", transfer -> transfer.string("id"))
            .sortByDate("created", "created")
            .sortByDate("lastModified", "last_modified")
            .sortByDate("targetTime", "target_time")
            .sortBy("tenantOrderId", "tenant_order_id")
            .build();

    private PickJobSearch() {}

    /** The articles of a job stand in its lines, not in a list of their own. */
    private static String articles(SearchSql sql, String path, JsonNode operand) {
        JsonNode contains = operand.path("contains");
        if (operand.size() == 1 && contains.size() == 1) {
            if (contains.path("eq").isTextual()) {
                return "jsonb_exists(t.tenant_article_ids, "
                        + sql.text(contains.path("eq").textValue()) + ")";
            }
            if (contains.path("notEq").isTextual()) {
                return "exists (select 1 from jsonb_array_elements_text(t.tenant_article_ids) a where a <> "
                        + sql.text(contains.path("notEq").textValue()) + ")";
            }
        }
        throw Rejection.invalid(path + " must be {contains: {eq}} or {contains: {notEq}} with a string");
    }

    enum PickingMethod {
        SINGLE_ORDER,
        MULTI_ORDER,
        BATCH_PICKING,
        BATCH
    }
}
