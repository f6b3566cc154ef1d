package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickChannel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Packing (Operations)")
@Path("/api/packjobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PackJobsResource {
    private static final int MAXIMUM_PAGE = 500;
    private static final Map<String, String> ORDERS =
            Map.of("TARGET_TIME", "target_time", "LAST_MODIFIED", "last_modified", "ORDER_DATE", "order_date");

    private final Database database;
    private final PackJobs jobs;
    private final CreatePackJobs create;
    private final ChangePackJob change;
    private final Search search;
    private final Caller caller;

    PackJobsResource(
            Database database,
            PackJobs jobs,
            CreatePackJobs create,
            ChangePackJob change,
            Search search,
            Caller caller) {
        this.database = database;
        this.jobs = jobs;
        this.create = create;
        this.change = change;
        this.search = search;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getPackJobs", summary = "Lists pack jobs")
    @Permitted(Permission.PACKJOB_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("orderRef") @Nullable String orderRef,
            @QueryParam("pickJobRef") @Nullable String pickJobRef,
            @QueryParam("processId") @Nullable String processId,
            @QueryParam("packJobIds") @Nullable List<String> packJobIds,
            @QueryParam("shortId") @Nullable String shortId,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("articleTitle") @Nullable String articleTitle,
            @QueryParam("assignedUser") @Nullable String assignedUser,
            @QueryParam("modifiedByUsername") @Nullable String modifiedByUsername,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("startOrderDate") @Nullable String startOrderDate,
            @QueryParam("endOrderDate") @Nullable String endOrderDate,
            @QueryParam("startTargetTime") @Nullable String startTargetTime,
            @QueryParam("endTargetTime") @Nullable String endTargetTime,
            @QueryParam("anonymized") @Nullable Boolean anonymized) {
        ListQuery query = ListQuery.of(jobs.table())
                .equal("facility_ref", facilityRef)
                .anyOf("status", "status", status, PackJobStatus.class)
                .anyOf("channel", "channel", channel == null ? null : List.of(channel), PickChannel.class)
                .equal("order_ref", orderRef)
                .equal("pick_job_ref", pickJobRef)
                .equal("process_id", processId)
                .equal("short_id", shortId)
                .equal("tenant_order_id", tenantOrderId)
                .anyOf("id", packJobIds)
                .where(JobFilters.contains(
                        "articleTitle",
                        articleTitle,
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.title')::text"))
                .where(JobFilters.contains(
                        "searchTerm",
                        searchTerm,
                        "t.tenant_order_id",
                        "t.recipient_name",
                        "t.short_id",
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.tenantArticleId')::text"))
                .where(JobFilters.assignedTo(assignedUser))
                .where(JobFilters.editedBy(modifiedByUsername))
                .where(JobFilters.between("order_date", "OrderDate", startOrderDate, endOrderDate))
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.anonymized(anonymized))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        if (orderBy != null) {
            boolean descending = orderBy.endsWith("_DESC");
            String column = ORDERS.get(orderBy.replaceFirst("_(ASC|DESC)$", ""));
            if (column == null || !orderBy.matches(".*_(ASC|DESC)")) {
                throw Rejection.invalid("orderBy must be TARGET_TIME, LAST_MODIFIED or ORDER_DATE with _ASC or _DESC");
            }
            query.orderBy(column, descending);
        }
        return database.read(query::run).json("packJobs");
    }

    @POST
    @Operation(operationId = "addPackJob", summary = "Creates a pack job")
    @Permitted(Permission.PACKJOB_WRITE)
    @APIResponseSchema(value = PackJob.class, responseCode = "201")
    public Response add(@NotNull @Valid PackJobForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        Stored<PackJob> created = create.create(request, JobFilters.editor(caller));
        return Response.created(URI.create("/api/packjobs/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchPackJob", summary = "Searches pack jobs")
    @Permitted(Permission.PACKJOB_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle ->
                        search.run(handle, jobs.table(), PackJobSearch.SCHEMA, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @GET
    @Path("/{packJobId}")
    @Operation(operationId = "getPackJob", summary = "Answers a pack job")
    @Permitted(Permission.PACKJOB_READ)
    public PackJob get(@PathParam("packJobId") String packJobId) {
        PackJob job = database.read(handle -> jobs.table().get(handle, packJobId));
        JobFilters.requireVisible(caller, job.facilityRef());
        return job;
    }

    @PATCH
    @Path("/{packJobId}")
    @Operation(operationId = "patchPackJob", summary = "Changes a pack job")
    @Permitted(Permission.PACKJOB_WRITE)
    @APIResponseSchema(PackJob.class)
    public String patch(@PathParam("packJobId") String packJobId, @NotNull @Valid PackJobModification.Patch patch) {
        return change(packJobId, patch.version(), patch.actions());
    }

    @POST
    @Path("/{packJobId}/actions")
    @Operation(operationId = "packJobAction", summary = "Does something with a pack job")
    @Permitted(Permission.PACKJOB_WRITE)
    @APIResponseSchema(PackJob.class)
    public String act(@PathParam("packJobId") String packJobId, @NotNull @Valid PackJobAction action) {
        return change(packJobId, action.version(), List.of(action));
    }

    private String change(String packJobId, long version, List<? extends PackCommand> commands) {
        return change.change(
                        packJobId,
                        version,
                        commands,
                        JobFilters.editor(caller),
                        job -> JobFilters.requireVisible(caller, job.facilityRef()))
                .json();
    }
}
