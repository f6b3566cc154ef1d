package io.waybill.platform.orders;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.OrderConfigurations.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Orders Configuration (DOMS)")
@Path("/api/configurations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrderConfigurationResource {
    private final Database database;
    private final OrderConfigurations configurations;

    OrderConfigurationResource(Database database, OrderConfigurations configurations) {
        this.database = database;
        this.configurations = configurations;
    }

    @GET
    @Path("/ordercancelation")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getOrderCancelationConfiguration")
    public OrderCancelationConfiguration cancelation() {
        return database.read(handle -> answer(configurations.get(
                handle,
                OrderCancelationConfiguration.NAME,
                OrderCancelationConfiguration.STANDARD,
                OrderCancelationConfiguration.Value.class)));
    }

    @PUT
    @Path("/ordercancelation")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putOrderCancelationConfiguration")
    @APIResponseSchema(OrderCancelationConfiguration.class)
    public Response putCancelation(@NotNull @Valid OrderCancelationConfiguration body) {
        OrderCancelationConfiguration stored = database.transaction(transaction -> answer(configurations.put(
                transaction.handle(),
                OrderCancelationConfiguration.NAME,
                new OrderCancelationConfiguration.Value(body.allowForceCancelOrder()),
                OrderCancelationConfiguration.Value.class,
                body.version())));
        return createdOrUpdated(stored, stored.version());
    }

    @GET
    @Path("/ordermodification")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getOrderModificationConfiguration")
    public OrderModificationConfiguration modification() {
        return database.read(handle -> answerModification(configurations.get(
                handle,
                OrderModificationConfiguration.NAME,
                OrderModificationConfiguration.STANDARD,
                OrderModificationConfiguration.Value.class)));
    }

    @PUT
    @Path("/ordermodification")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putOrderModificationConfiguration")
    @APIResponseSchema(OrderModificationConfiguration.class)
    public Response putModification(@NotNull @Valid OrderModificationConfiguration body) {
        OrderModificationConfiguration stored =
                database.transaction(transaction -> answerModification(configurations.put(
                        transaction.handle(),
                        OrderModificationConfiguration.NAME,
                        new OrderModificationConfiguration.Value(body.allowOrderLineItemModification()),
                        OrderModificationConfiguration.Value.class,
                        body.version())));
        return createdOrUpdated(stored, stored.version());
    }

    @GET
    @Path("/promises")
    @Permitted(Permission.PROMISES_CONFIG_READ)
    @Operation(operationId = "getPromisesConfiguration")
    public PromisesConfiguration promises() {
        return database.read(handle -> answerPromises(configurations.get(
                handle,
                PromisesConfiguration.NAME,
                PromisesConfiguration.STANDARD,
                PromisesConfiguration.Value.class)));
    }

    @PUT
    @Path("/promises")
    @Permitted(Permission.PROMISES_CONFIG_WRITE)
    @Operation(operationId = "putPromisesConfiguration")
    public PromisesConfiguration putPromises(@NotNull @Valid PromisesConfiguration body) {
        Duration validity = Duration.parse(body.invalidAfterTime());
        if (!validity.isPositive() || validity.toSeconds() % 60 != 0) {
            throw Rejection.invalid("invalidAfterTime must be a multiple of 60 seconds");
        }
        return database.transaction(transaction -> answerPromises(configurations.put(
                transaction.handle(),
                PromisesConfiguration.NAME,
                new PromisesConfiguration.Value(body.invalidAfterTime()),
                PromisesConfiguration.Value.class,
                body.version())));
    }

    private static Response createdOrUpdated(Object configuration, long version) {
        return Response.status(version == 1 ? Response.Status.CREATED : Response.Status.OK)
                .entity(configuration)
                .build();
    }

    private static OrderCancelationConfiguration answer(Versioned<OrderCancelationConfiguration.Value> stored) {
        return new OrderCancelationConfiguration(
                stored.value().allowForceCancelOrder(),
                stored.created(),
                OrderCancelationConfiguration.NAME,
                stored.version());
    }

    private static OrderModificationConfiguration answerModification(
            Versioned<OrderModificationConfiguration.Value> stored) {
        return new OrderModificationConfiguration(
                stored.value().allowOrderLineItemModification(),
                stored.created(),
                OrderModificationConfiguration.NAME,
                stored.version());
    }

    private static PromisesConfiguration answerPromises(Versioned<PromisesConfiguration.Value> stored) {
        return new PromisesConfiguration(
                PromisesConfiguration.NAME,
                stored.version(),
                stored.created(),
                stored.created(),
                stored.value().invalidAfterTime());
    }
}
