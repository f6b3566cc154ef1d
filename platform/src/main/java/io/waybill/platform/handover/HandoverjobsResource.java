package io.waybill.platform.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.JobFilters;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Handovers (Operations)")
@Path("/api/handoverjobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HandoverjobsResource {
    private static final int MAXIMUM_PAGE = 500;
    /** What the plain list tells about a job. */
    private static final Set<String> LISTED = Set.of(
            "id",
            "version",
            "created",
            "lastModified",
            "status",
            "channel",
            "facilityRef",
            "fullIdentifier",
            "handoverJobParcelInfo",
            "invoiceAddress",
            "loadUnitRefs",
            "orderDate",
            "parcelRef",
            "pickJobRef",
            "recipientAddress",
            "shipmentRef",
            "carrierRef",
            "carrierKey",
            "tenantOrderId");

    private final Database database;
    private final Handoverjobs jobs;
    private final CreateHandoverjobs create;
    private final ChangeHandoverjob change;
    private final Search search;
    private final Caller caller;
    private final ObjectMapper json;

    HandoverjobsResource(
            Database database,
            Handoverjobs jobs,
            CreateHandoverjobs create,
            ChangeHandoverjob change,
            Search search,
            Caller caller,
            ObjectMapper json) {
        this.database = database;
        this.jobs = jobs;
        this.create = create;
        this.change = change;
        this.search = search;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Operation(operationId = "getAllHandoverjobs", summary = "Lists handover jobs")
    @Permitted(Permission.HANDOVERJOB_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("pickJobRef") @Nullable String pickJobRef,
            @QueryParam("shipmentRef") @Nullable String shipmentRef,
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("carrierRefs") @Nullable List<String> carrierRefs,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("assignedUser") @Nullable String assignedUser,
            @QueryParam("searchTerm") @Nullable String searchTerm,
            @QueryParam("startTargetTime") @Nullable String startTargetTime,
            @QueryParam("endTargetTime") @Nullable String endTargetTime,
            @QueryParam("anonymized") @Nullable Boolean anonymized) {
        ListQuery query = ListQuery.of(jobs.table())
                .equal("pick_job_ref", pickJobRef)
                .equal("shipment_ref", shipmentRef)
                .equal("facility_ref", facilityRef)
                .anyOf("carrier_ref", carrierRefs)
                .anyOf("status", "status", status, HandoverjobStatus.class)
                .anyOf("channel", "channel", channel == null ? null : List.of(channel), HandoverjobChannel.class)
                .equal("tenant_order_id", tenantOrderId)
                .where(JobFilters.assignedTo(assignedUser))
                .where(
                        JobFilters.contains(
                                "searchTerm",
                                searchTerm,
                                "t.tenant_order_id",
                                "t.full_identifier",
                                "t.short_identifier",
                                "t.document ->> 'carrierTrackingNumber'",
                                "jsonb_path_query_array(t.document, '$.handoverJobLineItems[*].article.title')::text",
                                "jsonb_path_query_array(t.document, '$.handoverJobLineItems[*].article.tenantArticleId')::text"))
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.anonymized(anonymized))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        return database.read(query::run).json("handoverjobs", this::stripped);
    }

    @POST
    @Operation(operationId = "addHandoverjob", summary = "Creates a handover job")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    @APIResponseSchema(value = Handoverjob.class, responseCode = "201")
    public Response add(@NotNull @Valid HandoverjobForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        Stored<Handoverjob> created = create.create(request);
        return Response.created(
                        URI.create("/api/handoverjobs/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchHandoverJob", summary = "Searches handover jobs")
    @Permitted(Permission.HANDOVERJOB_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle ->
                        search.run(handle, jobs.table(), HandoverjobSearch.SCHEMA, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @GET
    @Path("/{handoverjobId}")
    @Operation(operationId = "getHandoverjob", summary = "Answers a handover job")
    @Permitted(Permission.HANDOVERJOB_READ)
    public Handoverjob get(@PathParam("handoverjobId") String handoverjobId) {
        Handoverjob job = database.read(handle -> jobs.table().get(handle, handoverjobId));
        requireVisible(job);
        return job;
    }

    @PATCH
    @Path("/{handoverjobId}")
    @Operation(operationId = "patchHandoverjob", summary = "Changes a handover job")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    @APIResponseSchema(Handoverjob.class)
    public String patch(@PathParam("handoverjobId") String handoverjobId, @NotNull @Valid HandoverCommand.Patch patch) {
        return change.change(handoverjobId, patch.version(), patch.actions(), this::requireVisible)
                .json();
    }

    @POST
    @Path("/{handoverjobId}/actions")
    @Operation(operationId = "handoverJobAction", summary = "Does something with a handover job")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    @APIResponseSchema(Handoverjob.class)
    public String act(@PathParam("handoverjobId") String handoverjobId, @NotNull @Valid HandoverCommand.Action action) {
        return change.change(handoverjobId, action.version(), List.of(action), this::requireVisible)
                .json();
    }

    private void requireVisible(Handoverjob job) {
        JobFilters.requireVisible(caller, job.facilityRef());
    }

    private String stripped(String document) {
        try {
            return ((ObjectNode) json.readTree(document)).retain(LISTED).toString();
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored handover job cannot be read", failure);
        }
    }
}
