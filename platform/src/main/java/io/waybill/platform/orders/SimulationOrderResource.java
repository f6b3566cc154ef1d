package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Simulation Orders (DOMS)")
@Path("/api/simulations/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimulationOrderResource {
    private static final int LARGEST_PAGE = 250;

    private final Database database;
    private final SimulationOrders orders;
    private final Identifiers identifiers;
    private final Clock clock;

    SimulationOrderResource(Database database, SimulationOrders orders, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The contract says the answer is one order, which cannot be meant; it is a list like all others. */
    @GET
    @Permitted(Permission.SIMULATION_ORDER_READ)
    @Operation(operationId = "listSimulationOrders")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> orders.page(handle, page));
    }

    @POST
    @Permitted(Permission.SIMULATION_ORDER_WRITE)
    @Operation(operationId = "createSimulationOrder")
    @APIResponseSchema(value = SimulationOrder.class, responseCode = "201")
    public Response create(@NotNull @Valid SimulationOrder.ForCreation body) {
        SimulationOrder order = body.withId(identifiers.next(), clock.instant());
        Stored<SimulationOrder> stored =
                database.transaction(transaction -> orders.table().insert(transaction.handle(), order));
        return Response.created(URI.create("/api/simulations/orders/" + order.id()))
                .entity(stored.json())
                .build();
    }

    @POST
    @Path("/search")
    @Permitted(Permission.ADMIN_MODULES_READ)
    @Operation(operationId = "searchSimulationOrder")
    @APIResponse(responseCode = "200")
    public String search(@Nullable JsonNode body) {
        return database.read(handle -> orders.search(handle, body));
    }

    @GET
    @Path("/{id}")
    @Permitted(Permission.SIMULATION_ORDER_READ)
    @Operation(operationId = "getSimulationOrder")
    @APIResponseSchema(SimulationOrder.class)
    public String get(@PathParam("id") String id) {
        return database.read(handle -> orders.table().getJson(handle, id));
    }

    @PUT
    @Path("/{id}")
    @Permitted(Permission.SIMULATION_ORDER_WRITE)
    @Operation(operationId = "updateSimulationOrder")
    @APIResponseSchema(SimulationOrder.class)
    public String replace(@PathParam("id") String id, @NotNull @Valid SimulationOrder.ForUpdate body) {
        return change(id, body.version(), body::of);
    }

    @PATCH
    @Path("/{id}")
    @Permitted(Permission.SIMULATION_ORDER_WRITE)
    @Operation(operationId = "patchSimulationOrder")
    @APIResponseSchema(SimulationOrder.class)
    public String patch(@PathParam("id") String id, @NotNull @Valid SimulationOrder.ForPartialUpdate body) {
        return change(id, body.version(), body::of);
    }

    @DELETE
    @Path("/{id}")
    @Permitted(Permission.SIMULATION_ORDER_WRITE)
    @Operation(operationId = "deleteSimulationOrder")
    @APIResponse(responseCode = "204")
    public void delete(@PathParam("id") String id) {
        database.inTransaction(transaction -> {
            SimulationOrder order = orders.table().lock(transaction.handle(), id);
            orders.table().delete(transaction.handle(), id, order.version());
        });
    }

    private String change(String id, long version, UnaryOperator<SimulationOrder> changed) {
        return database.transaction(transaction -> orders.table()
                .update(transaction.handle(), changed.apply(orders.table().get(transaction.handle(), id, version)))
                .json());
    }
}
