package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** How a plan was decided, and where the whole story of that is told. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/plans/{routingPlanId}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanDecisionsResource {
    private final Database database;
    private final RoutingPlans plans;
    private final DecisionLogs decisionLogs;
    private final PoolRuns poolRuns;

    PlanDecisionsResource(Database database, RoutingPlans plans, DecisionLogs decisionLogs, PoolRuns poolRuns) {
        this.database = database;
        this.plans = plans;
        this.decisionLogs = decisionLogs;
        this.poolRuns = poolRuns;
    }

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(
            operationId = "getPlanDecisions",
            summary = "How a routing plan was decided: the runs of the engine, or the pool that moved it")
    public PlanDecisions get(@PathParam("routingPlanId") String planId) {
        return database.read(handle -> decisions(handle, plans.table().get(handle, planId)));
    }

    private PlanDecisions decisions(Handle handle, RoutingPlan plan) {
        PlanDecisions.MadeByPool move = PlanDecisions.MadeByPool.of(plan, poolRuns.improvementThatMade(handle, plan))
                .orElse(null);
        return PlanDecisions.of(plan.id(), decisionLogs.runs(handle, plan.id()), move);
    }
}
