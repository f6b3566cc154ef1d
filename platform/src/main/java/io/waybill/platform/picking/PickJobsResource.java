package io.waybill.platform.picking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.waybill.platform.kernel.Stored;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Picking (Operations)")
@Path("/api/pickjobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PickJobsResource {
    private static final int MAXIMUM_PAGE = 500;

    private final Database database;
    private final PickJobs jobs;
    private final CreatePickJobs create;
    private final ChangePickJob change;
    private final Search search;
    private final Caller caller;
    private final ObjectMapper json;

    PickJobsResource(
            Database database,
            PickJobs jobs,
            CreatePickJobs create,
            ChangePickJob change,
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
    @Operation(operationId = "queryPickJobs", summary = "Lists pick jobs")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("orderBy") @Nullable String orderBy,
            @QueryParam("facilityRef") @Nullable String facilityRef,
            @QueryParam("status") @Nullable List<String> status,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("orderRef") @Nullable String orderRef,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("shortId") @Nullable String shortId,
            @QueryParam("consumerName") @Nullable String consumerName,
            @QueryParam("articleTitle") @Nullable String articleTitle,
            @QueryParam("carrierKeys") @Nullable List<String> carrierKeys,
            @QueryParam("zoneRefs") @Nullable List<String> zoneRefs,
            @QueryParam("pickJobRefs") @Nullable List<String> pickJobRefs,
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
                .anyOf("status", "status", status, PickJobStatus.class)
                .anyOf("channel", "channel", channel == null ? null : List.of(channel), PickChannel.class)
                .equal("order_ref", orderRef)
                .equal("tenant_order_id", tenantOrderId)
                .equal("short_id", shortId)
                .anyOf("carrier_key", carrierKeys)
                .anyOf("id", pickJobRefs)
                .where(zones(zoneRefs))
                .where(JobFilters.contains("consumerName", consumerName, "t.consumer_name"))
                .where(JobFilters.contains("articleTitle", articleTitle, articles("title")))
                .where(JobFilters.contains(
                        "searchTerm",
                        searchTerm,
                        "t.tenant_order_id",
                        "t.consumer_name",
                        "t.short_id",
                        articles("tenantArticleId")))
                .where(JobFilters.assignedTo(assignedUser))
                .where(JobFilters.editedBy(modifiedByUsername))
                .where(JobFilters.between("order_date", "OrderDate", startOrderDate, endOrderDate))
                .where(JobFilters.between("target_time", "TargetTime", startTargetTime, endTargetTime))
                .where(JobFilters.anonymized(anonymized))
                .where(JobFilters.visibleTo(caller))
                .page(ListPage.of(size, startAfterId, MAXIMUM_PAGE));
        if (orderBy != null) {
            PickJobOrder order = order(orderBy);
            query.orderBy(order.column, order.descending);
        }
        return database.read(query::run).json("pickjobs", this::stripped);
    }

    @POST
    @Operation(operationId = "addPickJob", summary = "Creates a pick job without routing")
    @Permitted(Permission.PICKJOB_WRITE)
    @APIResponseSchema(value = PickJob.class, responseCode = "201")
    public Response add(@NotNull @Valid PickJobForCreation request) {
        JobFilters.requireVisible(caller, request.facilityRef());
        Stored<PickJob> created = create.create(request, JobFilters.editor(caller));
        return Response.created(URI.create("/api/pickjobs/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @POST
    @Path("/search")
    @Operation(operationId = "searchPickJob", summary = "Searches pick jobs")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(handle ->
                        search.run(handle, jobs.table(), PickJobSearch.SCHEMA, body, JobFilters.visibleTo(caller)))
                .json();
    }

    @GET
    @Path("/{pickJobId}")
    @Operation(operationId = "getPickJob", summary = "Answers a pick job")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponseSchema(PickJob.class)
    public String get(@PathParam("pickJobId") String pickJobId) {
        if (caller.facilityIds().isEmpty()) {
            return database.read(handle -> jobs.table().getJson(handle, pickJobId));
        }
        PickJob job = database.read(handle -> jobs.get(handle, pickJobId));
        JobFilters.requireVisible(caller, job.facilityRef());
        return write(job);
    }

    @POST
    @Path("/{pickJobId}/actions")
    @Operation(operationId = "pickJobAction", summary = "Does something with a pick job")
    @Permitted(Permission.PICKJOB_WRITE)
    @APIResponseSchema(PickJob.class)
    public String act(@PathParam("pickJobId") String pickJobId, @NotNull @Valid PickJobAction action) {
        return change(pickJobId, action.version(), List.of(action));
    }

    @PATCH
    @Path("/{pickJobId}")
    @Operation(operationId = "patchPickJob", summary = "Changes a pick job in the older dialect", deprecated = true)
    @Permitted(Permission.PICKJOB_WRITE)
    @APIResponseSchema(PickJob.class)
    public String patch(@PathParam("pickJobId") String pickJobId, @NotNull @Valid PickJobPatch patch) {
        return change(pickJobId, patch.version(), patch.actions());
    }

    private String change(String pickJobId, long version, List<? extends PickCommand> commands) {
        return change.change(
                        pickJobId,
                        version,
                        commands,
                        JobFilters.editor(caller),
                        job -> JobFilters.requireVisible(caller, job.facilityRef()))
                .json();
    }

    private static Restriction zones(@Nullable List<String> zoneRefs) {
        List<String> wanted = ListQuery.flat(zoneRefs);
        return wanted.isEmpty()
                ? Restriction.none()
                : new Restriction(
                        "jsonb_exists_any(jsonb_path_query_array(t.document, "
                                + "'$.pickLineItems[*].partialStockLocations[*].zoneRef'), :zoneRefs::text[])",
                        Map.of("zoneRefs", wanted));
    }

    /** All values of one property of the articles of a job, as one text. */
    private static String articles(String property) {
        return "jsonb_path_query_array(t.document, '$.pickLineItems[*].article." + property + "')::text";
    }

    private static PickJobOrder order(String orderBy) {
        return Arrays.stream(PickJobOrder.values())
                .filter(order -> order.name().equals(orderBy))
                .findFirst()
                .orElseThrow(
                        () -> Rejection.invalid("orderBy must be one of " + Arrays.toString(PickJobOrder.values())));
    }

    private String stripped(String document) {
        return write(StrippedPickJob.of(jobs.table().parse(document)));
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A pick job cannot be written as JSON", failure);
        }
    }
}
