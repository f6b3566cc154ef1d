package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchResult;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.orders.ProcessHistoryEntry;
import io.waybill.platform.orders.Processes;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract names permissions for the search only; Waybill asks for those of routing everywhere. */
@Tag(name = "Processes (Core)")
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoutingPlanResource {
    private static final SearchSchema SCHEMA = SearchSchema.of("routingPlans")
            .string("orderRef", "order_ref")
            .string("processId", "process_id")
            .enumeration("status", "status", RoutingPlanStatus.class)
            .string("pickJobRef")
            .string("reRouteReason")
            .number("priority")
            .number("splitCount")
            .bool("anonymized")
            .date("orderDate")
            .date("provisioningTime")
            .object(
                    "earliestPickingStart",
                    start -> start.string("carrierRef").date("targetTime").date("earliestPickingStartDate"))
            .object(
                    "latestPickingStart",
                    start -> start.string("carrierRef").date("targetTime").date("latestPickingStartDate"))
            .list("statusReasons", reason -> reason.string("status").string("reason"))
            .list(
                    "history",
                    entry ->
                            entry.enumeration("status", RoutingPlanStatus.class).date("created"))
            .list(
                    "orderLineItems",
                    line -> line.object(
                            "article",
                            article -> article.string("tenantArticleId").search("title")))
            .object(
                    "targetAddress",
                    address -> address.string("city")
                            .string("country")
                            .string("postalCode")
                            .string("lastName")
                            .string("facilityRef"))
            .sortByDate("orderDate")
            .sortBy("orderRef", "order_ref")
            .sortBy("processId", "process_id")
            .sortBy("status", "status")
            .sortByDate("provisioningTime")
            .build();

    private final Database database;
    private final RoutingPlans plans;
    private final PlanConfigurations configurations;
    private final DecisionLogs decisionLogs;
    private final AssignFacility assignFacility;
    private final RetryPlans retryPlans;
    private final RerouteProcess rerouteProcess;
    private final RecalculatePlans recalculatePlans;
    private final Processes processes;
    private final Search search;
    private final Caller caller;

    RoutingPlanResource(
            Database database,
            RoutingPlans plans,
            PlanConfigurations configurations,
            DecisionLogs decisionLogs,
            AssignFacility assignFacility,
            RetryPlans retryPlans,
            RerouteProcess rerouteProcess,
            RecalculatePlans recalculatePlans,
            Processes processes,
            Search search,
            Caller caller) {
        this.database = database;
        this.plans = plans;
        this.configurations = configurations;
        this.decisionLogs = decisionLogs;
        this.assignFacility = assignFacility;
        this.retryPlans = retryPlans;
        this.rerouteProcess = rerouteProcess;
        this.recalculatePlans = recalculatePlans;
        this.processes = processes;
        this.search = search;
        this.caller = caller;
    }

    /** @param total how many there are; the contract has no paging here */
    record Page(List<RoutingPlan> routingPlans, int total) {}

    record Node(String routingPlanRef) {}

    record Edge(String from, String to, String reason) {}

    record Graph(List<Node> nodes, List<Edge> edges) {}

    @GET
    @Path("/routingplans")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getRoutingPlanBaseOnOrderRef")
    public Page ofOrder(@QueryParam("orderRef") @Nullable String orderRef) {
        if (orderRef == null) {
            throw Rejection.invalid("orderRef must be given");
        }
        List<RoutingPlan> found =
                database.read(handle -> configurations.presented(handle, plans.of(handle, "order_ref", orderRef)));
        if (found.isEmpty()) {
            throw Rejection.notFound("Routing plan of order", orderRef);
        }
        return new Page(found, found.size());
    }

    @GET
    @Path("/routingplans/{routingplanId}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getRoutingPlan")
    @APIResponseSchema(RoutingPlan.class)
    public String get(@PathParam("routingplanId") String id) {
        return database.read(
                handle -> configurations.answer(handle, plans.table().getJson(handle, id)));
    }

    @PATCH
    @Path("/routingplans/{routingplanId}")
    @Permitted(Permission.ROUTING_WRITE)
    @Operation(operationId = "patchRoutingPlan")
    @APIResponseSchema(RoutingPlan.class)
    public String patch(@PathParam("routingplanId") String id, @NotNull @Valid RoutingPlanPatch body) {
        String facilityId = facility(body);
        return database.transaction(transaction -> {
            RoutingPlan plan = plans.table().lock(transaction.handle(), id);
            if (plan.version() != body.version()) {
                throw Rejection.versionConflict("Routing plan", id, body.version(), plan.version());
            }
            return configurations.answer(
                    transaction.handle(),
                    assignFacility
                            .toPlan(
                                    transaction,
                                    plan,
                                    facilityId,
                                    new ProcessHistoryEntry.Editor(caller.userId(), caller.username()))
                            .json());
        });
    }

    private static String facility(RoutingPlanPatch body) {
        String facilityId = null;
        for (RoutingPlanPatch.Modification modification : body.actions()) {
            if (modification.status() != null && modification.status() != RoutingPlanStatus.ROUTED) {
                throw Rejection.invalid("actions: status can only be set to ROUTED, by naming a facilityRef");
            }
            if (modification.facilityRef() != null) {
                facilityId = modification.facilityRef();
            }
        }
        if (facilityId == null) {
            throw Rejection.invalid("actions must name a facilityRef");
        }
        return facilityId;
    }

    @GET
    @Path("/routingplans/{routingplanId}/decisionlogs/{routingRun}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getDecisionlog")
    @APIResponseSchema(DecisionLog.class)
    public String decisionLog(@PathParam("routingplanId") String id, @PathParam("routingRun") int run) {
        return database.read(handle -> configurations.explained(handle, id, decisionLogs.json(handle, id, run)));
    }

    @POST
    @Path("/routingplans/search")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "searchRoutingPlan")
    @APIResponse(responseCode = "200")
    public String search(@Nullable JsonNode body) {
        return database.read(handle -> {
                    SearchResult found = search.run(handle, plans.table(), SCHEMA, body);
                    return new SearchResult(
                            found.plural(),
                            configurations.answers(handle, found.documents()),
                            found.pageInfo(),
                            found.total());
                })
                .json();
    }

    @GET
    @Path("/routingplansgraph")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getRoutingPlansGraphBaseOnProcessRef")
    public Graph graph(@QueryParam("processRef") @Nullable String processRef) {
        if (processRef == null) {
            throw Rejection.invalid("processRef must be given");
        }
        List<RoutingPlan> found = database.read(handle -> plans.of(handle, "process_id", processRef));
        if (found.isEmpty()) {
            throw Rejection.notFound("Routing plan of process", processRef);
        }
        List<Edge> edges = new ArrayList<>();
        for (RoutingPlan plan : found) {
            if (plan.parentRoutingPlanRef() != null) {
                edges.add(new Edge(plan.parentRoutingPlanRef(), plan.id(), "SPLIT"));
            }
            plan.predecessorRerouteRoutingPlanRefs()
                    .forEach(predecessor -> edges.add(new Edge(predecessor, plan.id(), "REROUTE")));
        }
        return new Graph(found.stream().map(plan -> new Node(plan.id())).toList(), edges);
    }

    @POST
    @Path("/routing/commands/reroute")
    @Permitted(Permission.PROCESS_REROUTE)
    @Operation(operationId = "reRoute")
    @APIResponse(responseCode = "200")
    public Response recalculate(@NotNull @Valid RecalculatePlans.Command body) {
        recalculatePlans.recalculate(body);
        return Response.ok().build();
    }

    @POST
    @Path("/processes/retrynotroutable")
    @Permitted(Permission.PROCESS_REROUTE)
    @Operation(operationId = "triggerRetryNotRoutable")
    @APIResponse(responseCode = "204")
    public void retryNotRoutable() {
        retryPlans.givenUp();
    }

    @POST
    @Path("/processes/{processId}/reroute")
    @Permitted(Permission.PROCESS_REROUTE)
    @Operation(operationId = "rerouteProcess")
    @APIResponse(responseCode = "200")
    public String reroute(
            @PathParam("processId") String processId,
            @QueryParam("version") @Nullable Long version,
            @QueryParam("rerouteDescriptionId") @Nullable String rerouteDescriptionId) {
        if (version == null) {
            throw Rejection.invalid("version must be given");
        }
        database.inTransaction(transaction -> {
            processes.touch(transaction, processId, version);
            rerouteProcess.reroute(
                    transaction,
                    processId,
                    rerouteDescriptionId,
                    new ProcessHistoryEntry.Editor(caller.userId(), caller.username()));
        });
        return database.read(handle -> processes.json(handle, processId));
    }
}
