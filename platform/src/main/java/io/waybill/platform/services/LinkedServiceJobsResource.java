package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.services.LinkedServiceJobs.LinkedStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Services (Operations)")
@Path("/api/linkedservicejobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LinkedServiceJobsResource {
    private static final int MAXIMUM_PAGE = 500;
    private static final int MAXIMUM_NAME = 256;
    private static final List<String> SEARCHED = List.of("fullIdentifier");

    private final Database database;
    private final ServiceJobGroups groups;
    private final Search search;
    private final Caller caller;

    LinkedServiceJobsResource(Database database, ServiceJobGroups groups, Search search, Caller caller) {
        this.database = database;
        this.groups = groups;
        this.search = search;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getLinkedServiceJobs", summary = "Lists the service jobs of pick jobs, linked")
    @Permitted(Permission.LINKED_SERVICE_JOBS_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("facilityIds") @Nullable List<String> facilityIds,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("startTargetTime") @Nullable String startTargetTime,
            @QueryParam("endTargetTime") @Nullable String endTargetTime,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("modifiedByUsername") @Nullable String modifiedByUsername) {
        ListQuery query = ListQuery.of(groups.table())
                .anyOf("facility_ref", facilityIds)
                .anyOf("status", "status", status, LinkedStatus.class)
                .anyOf("channel", "channel", channel == null ? null : List.of(channel), PickChannel.class)
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.contains("searchTerm", searchTerm, "t.tenant_order_id", "t.consumer_name"))
                .where(modifiedBy(modifiedByUsername))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        ServiceJobsResource.ordered(query, orderBy);
        return database.read(query::run)
                .json(
                        "linkedServiceJobs",
                        document -> ServiceJobsResource.withSearchPaths(
                                groups.table().tree(document), SEARCHED));
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchLinkedServiceJobs", summary = "Searches linked service jobs")
    @Permitted(Permission.LINKED_SERVICE_JOBS_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle -> search.run(
                        handle, groups.table(), LinkedServiceJobSearch.SCHEMA, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @GET
    @Path("/{linkedServiceJobsId}")
    @Operation(operationId = "getLinkedServiceJobsById", summary = "Answers linked service jobs")
    @Permitted(Permission.LINKED_SERVICE_JOBS_READ)
    @APIResponseSchema(LinkedServiceJobs.class)
    public LinkedServiceJobs get(@PathParam("linkedServiceJobsId") String linkedServiceJobsId) {
        LinkedServiceJobs group = database.read(handle -> groups.table().get(handle, linkedServiceJobsId));
        JobFilters.requireVisible(caller, group.facilityRef());
        return group;
    }

    private static Restriction modifiedBy(@Nullable String username) {
        if (username == null) {
            return Restriction.none();
        }
        if (username.length() > MAXIMUM_NAME || username.indexOf('\0') >= 0) {
            throw Rejection.invalid("modifiedByUsername must be at most " + MAXIMUM_NAME + " characters without NUL");
        }
        return new Restriction(
                "exists (select 1 from jsonb_array_elements("
                        + "coalesce(t.document -> 'usersModificationHistory', '[]')) u "
                        + "where u ->> 'username' = :modifiedByUsername)",
                Map.of("modifiedByUsername", username));
    }
}
