package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract names no permission here; Waybill asks for that to read routing. */
@Tag(name = "Routing Strategy (DOMS)")
@Path("/api/routing/decisionlogs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoutingDecisionLogResource {
    private static final int LARGEST_PAGE = 500;

    private final Database database;
    private final RoutingDecisionLogs logs;

    RoutingDecisionLogResource(Database database, RoutingDecisionLogs logs) {
        this.database = database;
        this.logs = logs;
    }

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getRoutingDecisionLogs")
    public RoutingDecisionLogs.Page list(
            @QueryParam("sourcingOptionRef") @Nullable String sourcingOptionRef,
            @QueryParam("sourcingOptionsRef") @Nullable String sourcingOptionsRef,
            @QueryParam("processRef") @Nullable String processRef,
            @QueryParam("orderRef") @Nullable String orderRef,
            @QueryParam("routingPlanRef") @Nullable String routingPlanRef,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("size") @Nullable Integer size) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        RoutingDecisionLogs.Filter filter = new RoutingDecisionLogs.Filter(
                sourcingOptionRef, sourcingOptionsRef, processRef, orderRef, routingPlanRef, tenantOrderId);
        return database.read(handle -> logs.page(handle, page, filter));
    }
}
