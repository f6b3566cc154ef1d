package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the plans of a strategy are made, which the public API has no words for. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/strategies/{strategyId}/planning")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class StrategyPlanningResource {
    private final Database database;
    private final RoutingStrategies strategies;
    private final ChangeStrategy changeStrategy;

    StrategyPlanningResource(Database database, RoutingStrategies strategies, ChangeStrategy changeStrategy) {
        this.database = database;
        this.strategies = strategies;
        this.changeStrategy = changeStrategy;
    }

    /**
     * What a strategy says of planning.
     *
     * @param version of the strategy
     * @param nodes by id of the node that says it; the others take it from the node above
     */
    @ClosedSchema
    record Planning(
            @NotNull Long version,
            @NotNull @Size(max = StrategyTree.MOST_ELEMENTS) Map<@NotNull String, @NotNull @Valid NodePlanning> nodes) {

        static Planning of(RoutingStrategy strategy) {
            return new Planning(
                    strategy.version(), new TreeMap<>(Objects.requireNonNullElse(strategy.planning(), Map.of())));
        }
    }

    @GET
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getRoutingStrategyPlanning", summary = "Which planner decides, by node")
    public Planning get(@PathParam("strategyId") String id) {
        return Planning.of(database.read(handle -> strategies.table().get(handle, id)));
    }

    @PUT
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "putRoutingStrategyPlanning", summary = "Choose which planner decides, by node")
    public Planning put(@PathParam("strategyId") String id, @NotNull @Valid Planning body) {
        return Planning.of(changeStrategy.plan(id, body.version(), body.nodes()).resource());
    }
}
