package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.JobFilters;
import io.waybill.platform.picking.PickChannel;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Services (Operations)")
@Path("/api/servicejobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ServiceJobsResource {
    private static final int MAXIMUM_PAGE = 500;
    private static final List<String> SEARCHED = List.of("tenantOrderId", "shortId", "name");

    private final Database database;
    private final ServiceJobs jobs;
    private final CreateServiceJobs create;
    private final ChangeServiceJob change;
    private final Caller caller;

    ServiceJobsResource(
            Database database, ServiceJobs jobs, CreateServiceJobs create, ChangeServiceJob change, Caller caller) {
        this.database = database;
        this.jobs = jobs;
        this.create = create;
        this.change = change;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getServiceJobs", summary = "Lists service jobs")
    @Permitted(Permission.SERVICE_JOB_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("startTargetTime") @Nullable String startTargetTime,
            @QueryParam("endTargetTime") @Nullable String endTargetTime,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("assignedUser") @Nullable String assignedUser) {
        ListQuery query = ListQuery.of(jobs.table())
                .equal("facility_ref", facilityRef)
                .anyOf("status", "status", status, ServiceJobStatus.class)
                .anyOf("channel", "channel", channel == null ? null : List.of(channel), PickChannel.class)
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.contains(
                        "searchTerm",
                        searchTerm,
                        "t.tenant_order_id",
                        "t.short_id",
                        "t.consumer_name",
                        "t.document ->> 'name'",
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.tenantArticleId')::text",
                        "jsonb_path_query_array(t.document, '$.lineItems[*].article.title')::text"))
                .where(JobFilters.assignedTo(assignedUser))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        ordered(query, orderBy);
        return database.read(query::run)
                .json("serviceJobs", document -> withSearchPaths(jobs.table().tree(document), SEARCHED));
    }

    @POST
    @Operation(operationId = "createServiceJob", summary = "Creates a service job")
    @Permitted(Permission.SERVICE_JOB_WRITE)
    @APIResponseSchema(value = ServiceJob.class, responseCode = "201")
    public Response add(@NotNull @Valid ServiceJobForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        Stored<ServiceJob> created = create.create(request, JobFilters.editor(caller));
        return Response.created(
                        URI.create("/api/servicejobs/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @GET
    @Path("/{serviceJobId}")
    @Operation(operationId = "getServiceJob", summary = "Answers a service job")
    @Permitted(Permission.SERVICE_JOB_READ)
    @APIResponseSchema(ServiceJob.class)
    public ServiceJob get(@PathParam("serviceJobId") String serviceJobId) {
        ServiceJob job = database.read(handle -> jobs.table().get(handle, serviceJobId));
        JobFilters.requireVisible(caller, job.facilityRef());
        return job;
    }

    @POST
    @Path("/{serviceJobId}/actions")
    @Operation(operationId = "updateServiceJob", summary = "Does something with a service job")
    @Permitted(Permission.SERVICE_JOB_WRITE)
    @APIResponseSchema(ServiceJob.class)
    public String act(@PathParam("serviceJobId") String serviceJobId, @NotNull @Valid ServiceJobAction action) {
        return change.act(
                        serviceJobId,
                        action,
                        JobFilters.editor(caller),
                        job -> JobFilters.requireVisible(caller, job.facilityRef()))
                .json();
    }

    /** @throws Rejection 400 when {@code orderBy} is none of the contract's */
    static void ordered(ListQuery query, @Nullable String orderBy) {
        if (orderBy == null) {
            return;
        }
        Map<String, String> columns = Map.of("TARGET_TIME", "target_time", "LAST_MODIFIED", "last_modified");
        String column = columns.get(orderBy.replaceFirst("_(ASC|DESC)$", ""));
        if (column == null || !orderBy.matches(".*_(ASC|DESC)")) {
            throw Rejection.invalid("orderBy must be TARGET_TIME or LAST_MODIFIED with _ASC or _DESC");
        }
        query.orderBy(column, orderBy.endsWith("_DESC"));
    }

    /** The entry of a list, with the texts by which it is found. */
    static String withSearchPaths(JsonNode document, List<String> properties) {
        ObjectNode entry = (ObjectNode) document;
        ArrayNode paths = entry.putArray("searchPaths");
        properties.stream()
                .map(property -> entry.path(property).textValue())
                .filter(text -> text != null)
                .forEach(paths::add);
        return entry.toString();
    }
}
