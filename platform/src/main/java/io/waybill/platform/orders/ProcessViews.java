package io.waybill.platform.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchResult;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads processes as they are answered. Thread-safe. */
@ApplicationScoped
class ProcessViews {
    private static final TypeReference<List<ProcessView.Step>> STEPS = new TypeReference<>() {};
    private static final SearchSchema SCHEMA = schema();

    private final Processes processes;
    private final Search search;
    private final ObjectMapper json;

    ProcessViews(Processes processes, Search search, ObjectMapper json) {
        this.processes = processes;
        this.search = search;
        this.json = json;
    }

    /** @throws Rejection 404 */
    ProcessView get(Handle handle, String id) {
        return view(handle, processes.table().get(handle, id));
    }

    /** @throws Rejection 404 */
    String json(Handle handle, String id) {
        return write(get(handle, id));
    }

    /** The process as it stands, with the entities it has by now. */
    ProcessView view(Handle handle, StoredProcess process) {
        return ProcessView.of(process, entities(handle, List.of(process.id())).getOrDefault(process.id(), List.of()));
    }

    /**
     * The latest process that something belongs to.
     *
     * @param kind what the reference names
     * @throws Rejection 404
     */
    ProcessView byEntity(Handle handle, ModuleEntity kind, String ref) {
        return get(
                handle,
                handle.createQuery("select process_id from process_entity where entity_ref = :ref and entity = :kind "
                                + "order by process_id desc limit 1")
                        .bind("ref", ref)
                        .bind("kind", kind.name())
                        .mapTo(String.class)
                        .findOne()
                        .orElseThrow(() -> Rejection.notFound("Process of " + kind, ref)));
    }

    /**
     * The latest process of an order with that id of the sender.
     *
     * @throws Rejection 404
     */
    ProcessView byTenantOrderId(Handle handle, String tenantOrderId) {
        return get(
                handle,
                handle.createQuery("select id from process where tenant_order_id = :tenantOrderId "
                                + "order by id desc limit 1")
                        .bind("tenantOrderId", tenantOrderId)
                        .mapTo(String.class)
                        .findOne()
                        .orElseThrow(() -> Rejection.notFound("Process of order", tenantOrderId)));
    }

    /** The answer to the body of a search. */
    String search(Handle handle, @Nullable JsonNode body) {
        SearchResult found = search.run(handle, "process_search", SCHEMA, body, Restriction.none());
        List<StoredProcess> stored = processes.table().parseAll(found.documents());
        Map<String, List<ProcessView.Entity>> entities =
                entities(handle, stored.stream().map(StoredProcess::id).toList());
        List<String> answers = stored.stream()
                .map(process -> write(ProcessView.of(process, entities.getOrDefault(process.id(), List.of()))))
                .toList();
        return new SearchResult(found.plural(), answers, found.pageInfo(), found.total()).json();
    }

    private Map<String, List<ProcessView.Entity>> entities(Handle handle, Collection<String> processIds) {
        if (processIds.isEmpty()) {
            return new HashMap<>();
        }
        return handle.createQuery("select process_id, entity, entity_ref, facility_ref, status, created, "
                        + "last_modified, history::text as history from process_entity "
                        + "where process_id = any(:ids) order by created, entity_ref")
                .bindArray("ids", String.class, processIds.toArray())
                .map((row, context) -> entity(row))
                .collect(Collectors.groupingBy(ProcessView.Entity::processId));
    }

    private ProcessView.Entity entity(ResultSet row) throws SQLException {
        try {
            return new ProcessView.Entity(
                    row.getString("process_id"),
                    ModuleEntity.valueOf(row.getString("entity")),
                    row.getString("entity_ref"),
                    row.getString("facility_ref"),
                    EntityStatus.valueOf(row.getString("status")),
                    row.getTimestamp("created").toInstant(),
                    row.getTimestamp("last_modified").toInstant(),
                    json.readValue(row.getString("history"), STEPS));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The history of an entity cannot be read", failure);
        }
    }

    private String write(ProcessView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A process cannot be written as JSON", failure);
        }
    }

    private static SearchSchema schema() {
        Class<ProcessStatuses.ProcessStatus> status = ProcessStatuses.ProcessStatus.class;
        return SearchSchema.of("processes")
                .search("processId", "id")
                .string("orderRef", "order_ref")
                .date("created", "created")
                .enumeration("status", "status", status)
                .enumeration("domsStatus", "doms_status", status)
                .enumeration("operativeStatus", "operative_status", status)
                .enumeration("inventoryStatus", "inventory_status", status)
                .enumeration("returnStatus", "return_status", status)
                .enumeration("carrierManagementStatuses", "carrier_management_status", status)
                .strings("flatRefs")
                .strings("facilityRefs")
                .strings("facilityRefsWithActiveOperations")
                .strings("routingPlanRefs")
                .strings("pickJobRefs")
                .strings("packJobRefs")
                .strings("shipmentRefs")
                .strings("handoverJobRefs")
                .strings("serviceJobRefs")
                .strings("itemReturnJobsRef")
                .list("tags", tag -> tag.string("id").string("value"))
                .sortBy("processId", "id")
                .sortBy("status", "status")
                .sortBy("domsStatus", "doms_status")
                .sortBy("operativeStatus", "operative_status")
                .sortBy("inventoryStatus", "inventory_status")
                .sortBy("returnStatus", "return_status")
                .build();
    }
}
