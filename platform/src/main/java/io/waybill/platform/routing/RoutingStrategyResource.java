package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.OrderForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract names no permissions here; Waybill asks for those of the routing configuration. */
@Tag(name = "Routing Strategy (DOMS)")
@Path("/api/routing/strategies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoutingStrategyResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final RoutingStrategies strategies;
    private final ChangeStrategy changeStrategy;
    private final ObjectMapper json;
    private final Clock clock;

    RoutingStrategyResource(
            Database database,
            RoutingStrategies strategies,
            ChangeStrategy changeStrategy,
            ObjectMapper json,
            Clock clock) {
        this.database = database;
        this.strategies = strategies;
        this.changeStrategy = changeStrategy;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getRoutingStrategies")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> strategies.page(handle, page)).json("routingStrategies", strategies::answer);
    }

    @POST
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "postRoutingStrategy")
    @APIResponseSchema(value = RoutingStrategy.class, responseCode = "201")
    public Response create(@NotNull @Valid RoutingStrategy.ForCreation body) {
        Stored<RoutingStrategy> created = changeStrategy.create(body.nameLocalized());
        return Response.created(URI.create(
                        "/api/routing/strategies/" + created.resource().id()))
                .entity(strategies.answer(created))
                .build();
    }

    @GET
    @Path("/{strategyId}")
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getRoutingStrategy")
    @APIResponseSchema(RoutingStrategy.class)
    public String get(@PathParam("strategyId") String id) {
        String stored = database.read(handle -> strategies.table().getJson(handle, id));
        return strategies.answer(stored);
    }

    @PUT
    @Path("/{strategyId}")
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "putRoutingStrategy")
    @APIResponseSchema(RoutingStrategy.class)
    public String put(@PathParam("strategyId") String id, @NotNull @Valid RoutingStrategy.ForModification body) {
        return strategies.answer(changeStrategy.modify(id, body));
    }

    @POST
    @Path("/{strategyId}/actions")
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "actionsRoutingStrategy")
    @APIResponseSchema(RoutingStrategy.class)
    public String act(@PathParam("strategyId") String id, @NotNull @Valid RoutingStrategy.ActionRequest body) {
        long version = body.version();
        return strategies.answer(
                switch (body.name()) {
                    case ACTIVATE -> changeStrategy.activate(id, version);
                    case COPY -> changeStrategy.copy(id, version, required("nameLocalized", body.nameLocalized()));
                    case REPLACE_GLOBAL_CONFIGURATION ->
                        changeStrategy.replaceGlobal(
                                id, version, required("globalConfiguration", body.globalConfiguration()));
                    case REPLACE_NODE ->
                        changeStrategy.replaceNode(
                                id, version, required("nodeId", body.nodeId()), required("node", body.node()));
                    case REPLACE_CONDITION ->
                        changeStrategy.replaceCondition(
                                id,
                                version,
                                required("conditionId", body.conditionId()),
                                required("condition", body.condition()));
                });
    }

    /**
     * @param evaluatedConfig what holds for the order
     * @param evaluatedPath how it came to that
     */
    record EvaluationResult(
            RoutingStrategy.Configuration evaluatedConfig, List<StrategyEvaluation.PathElement> evaluatedPath) {

        static EvaluationResult of(StrategyTree.Evaluated evaluated) {
            return new EvaluationResult(evaluated.effective().config(), evaluated.path());
        }
    }

    @POST
    @Path("/{strategyId}/evaluation")
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "evaluateRoutingStrategy")
    public EvaluationResult evaluate(@PathParam("strategyId") String id, @NotNull @Valid OrderForCreation order) {
        StrategyTree tree = tree(id);
        return EvaluationResult.of(tree.evaluate(json.valueToTree(order), clock.instant()));
    }

    @POST
    @Path("/{strategyId}/nodes/{nodeId}/evaluation")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "evaluateRoutingStrategyNode")
    public EvaluationResult evaluateNode(@PathParam("strategyId") String id, @PathParam("nodeId") String nodeId) {
        return EvaluationResult.of(tree(id).at(nodeId));
    }

    private StrategyTree tree(String id) {
        return strategies.tree(database.read(handle -> strategies.table().get(handle, id)));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Rejection.invalid(field + " must not be null");
        }
        return value;
    }
}
