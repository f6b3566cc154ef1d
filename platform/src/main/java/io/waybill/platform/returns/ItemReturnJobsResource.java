package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.picking.JobFilters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Returns (Operations)")
@Path("/api/itemreturnjobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ItemReturnJobsResource {
    private static final int MAXIMUM_PAGE = 500;

    private final Database database;
    private final ItemReturnJobs jobs;
    private final CreateItemReturnJobs create;
    private final ChangeItemReturnJob change;
    private final ReturnVisibility visibility;
    private final Caller caller;

    ItemReturnJobsResource(
            Database database,
            ItemReturnJobs jobs,
            CreateItemReturnJobs create,
            ChangeItemReturnJob change,
            ReturnVisibility visibility,
            Caller caller) {
        this.database = database;
        this.jobs = jobs;
        this.create = create;
        this.change = change;
        this.visibility = visibility;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getItemReturnJobs", summary = "Lists item return jobs")
    @Permitted(Permission.RETURN_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("facilityId") @Nullable String facilityId,
            @QueryParam("itemReturnJobScannableCodes") @Nullable List<String> jobCodes,
            @QueryParam("itemReturnScannableCodes") @Nullable List<String> itemReturnCodes,
            @QueryParam("itemReturnJobStatus") @Nullable List<String> jobStatus,
            @QueryParam("itemReturnStatus") @Nullable List<String> itemReturnStatus,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("anonymized") @Nullable Boolean anonymized) {
        ListQuery query = ListQuery.of(jobs.table())
                .anyOf("itemReturnJobStatus", "status", jobStatus, ItemReturnJobStatus.class)
                .where(ReturnFilters.statuses(itemReturnStatus))
                .where(ReturnFilters.anyOf("facility_refs", facilityId == null ? null : List.of(facilityId)))
                .where(ReturnFilters.anyOf("scannable_codes", jobCodes))
                .where(ReturnFilters.anyOf("item_return_codes", itemReturnCodes))
                .where(JobFilters.contains(
                        "searchTerm",
                        searchTerm,
                        "t.tenant_order_id",
                        "t.short_id",
                        "t.document ->> 'scannableCodes'",
                        "array_to_string(t.item_return_codes, ' ')",
                        "jsonb_path_query_array(t.document, '$.consumerAddresses[*].lastName')::text",
                        "jsonb_path_query_array(t.document, '$.returnableLineItems[*].article.tenantArticleId')::text",
                        "jsonb_path_query_array(t.document, '$.returnableLineItems[*].article.title')::text"))
                .where(JobFilters.anonymized(anonymized))
                .where(visibility.restriction())
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        return database.read(query::run).json("itemReturnJobsWithSearchPaths", this::withSearchPaths);
    }

    @POST
    @Operation(operationId = "createItemReturnJob", summary = "Creates an item return job")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String create(@NotNull @Valid ItemReturnJobForCreation request) {
        request.originFacilityRefs().forEach(facility -> JobFilters.requireVisible(caller, facility));
        return create.create(request).json();
    }

    @GET
    @Path("/{itemReturnJobId}")
    @Operation(operationId = "getItemReturnJob", summary = "Answers an item return job")
    @Permitted(Permission.RETURN_READ)
    public ItemReturnJob get(@PathParam("itemReturnJobId") String itemReturnJobId) {
        ItemReturnJob job = database.read(handle -> jobs.table().get(handle, itemReturnJobId));
        visibility.require(job);
        return job;
    }

    @POST
    @Path("/{itemReturnJobId}/actions")
    @Operation(operationId = "updateItemReturnJob", summary = "Does something with an item return job")
    @Permitted(Permission.RETURN_WRITE)
    @APIResponseSchema(ItemReturnJob.class)
    public String act(
            @PathParam("itemReturnJobId") String itemReturnJobId, @NotNull @Valid ItemReturnJobAction action) {
        return change.act(new ChangeItemReturnJob.Seen(itemReturnJobId, action.version(), visibility::require), action)
                .json();
    }

    /** The entry of a list, with the texts by which it is found. */
    private String withSearchPaths(String document) {
        ObjectNode entry = (ObjectNode) jobs.table().tree(document);
        ArrayNode paths = entry.putArray("searchPaths");
        for (String property : List.of("tenantOrderId", "shortId")) {
            if (entry.path(property).isTextual()) {
                paths.add(entry.path(property).textValue());
            }
        }
        return entry.toString();
    }
}
