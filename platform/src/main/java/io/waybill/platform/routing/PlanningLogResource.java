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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the planners made of an order, and what each of their plans would have cost. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/plans/{routingPlanId}/planning")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PlanningLogResource {
    private final Database database;
    private final DecisionLogs decisionLogs;

    PlanningLogResource(Database database, DecisionLogs decisionLogs) {
        this.database = database;
        this.decisionLogs = decisionLogs;
    }

    @GET
    @Path("/{routingRun}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getPlanning", summary = "Compare the planners that looked at an order")
    @APIResponseSchema(PlanningLog.class)
    public String get(@PathParam("routingPlanId") String planId, @PathParam("routingRun") int run) {
        return database.read(handle -> decisionLogs.planning(handle, planId, run));
    }
}
