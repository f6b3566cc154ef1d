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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** Why a plan does not move, and what would free it. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/plans/{routingPlanId}/standing")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanStandingResource {
    private final Database database;
    private final RoutingPlans plans;
    private final DecisionLogs decisionLogs;

    PlanStandingResource(Database database, RoutingPlans plans, DecisionLogs decisionLogs) {
        this.database = database;
        this.plans = plans;
        this.decisionLogs = decisionLogs;
    }

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getPlanStanding", summary = "Why a routing plan does not move, and what would free it")
    public PlanStanding get(@PathParam("routingPlanId") String planId) {
        return database.read(handle -> standing(handle, plans.table().get(handle, planId)));
    }

    private PlanStanding standing(Handle handle, RoutingPlan plan) {
        Instant next = plans.nextAttempt(handle, plan.id())
                .filter(attempt -> attempt.isBefore(RoutingPlans.NEVER))
                .orElse(null);
        return PlanStanding.of(plan, () -> decisionLogs.facilities(handle, plan.id(), plan.routingRun()), next);
    }
}
