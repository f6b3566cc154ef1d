package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "Orders (DOMS)")
@Path("/api/orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrderResource {
    private static final int LARGEST_PAGE = 500;

    private final Database database;
    private final Orders orders;
    private final OrderSearch search;
    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final UnlockOrder unlockOrder;
    private final KeepPromise keepPromise;
    private final ModifyOrder modifyOrder;
    private final Caller caller;

    OrderResource(
            Database database,
            Orders orders,
            OrderSearch search,
            PlaceOrder placeOrder,
            CancelOrder cancelOrder,
            UnlockOrder unlockOrder,
            KeepPromise keepPromise,
            ModifyOrder modifyOrder,
            Caller caller) {
        this.database = database;
        this.orders = orders;
        this.search = search;
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.unlockOrder = unlockOrder;
        this.keepPromise = keepPromise;
        this.modifyOrder = modifyOrder;
        this.caller = caller;
    }

    @POST
    @Permitted(Permission.ORDER_WRITE)
    @Operation(operationId = "addOrder")
    @APIResponseSchema(value = Order.class, responseCode = "201")
    public Response add(@NotNull @Valid OrderForCreation body) {
        Stored<Order> stored = placeOrder.place(body);
        return Response.created(URI.create("/api/orders/" + stored.resource().id()))
                .entity(stored.json())
                .build();
    }

    @GET
    @Permitted(Permission.ORDER_READ)
    @Operation(operationId = "getAllOrders")
    public StrippedOrder.Page list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantOrderId") @Nullable String tenantOrderId,
            @QueryParam("consumerId") @Nullable String consumerId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> orders.page(handle, page, tenantOrderId, consumerId));
    }

    @GET
    @Path("/{orderId}")
    @Permitted(Permission.ORDER_READ)
    @Operation(operationId = "getOrder")
    @APIResponseSchema(Order.class)
    public String get(@PathParam("orderId") String orderId) {
        return database.read(handle -> orders.table().getJson(handle, orderId));
    }

    @PATCH
    @Path("/{orderId}")
    @Permitted(Permission.ORDER_WRITE)
    @Operation(operationId = "updateOrder")
    @APIResponseSchema(Order.class)
    public String update(@PathParam("orderId") String orderId, @NotNull @Valid OrderForUpdate body) {
        return modifyOrder.modify(orderId, body, modifier()).json();
    }

    @POST
    @Path("/search")
    @Permitted(Permission.ADMIN_MODULES_READ)
    @Operation(operationId = "searchOrder")
    @APIResponse(responseCode = "200")
    public String search(@Nullable JsonNode body) {
        return search.run(body);
    }

    @POST
    @Path("/{orderId}/actions")
    @Permitted({
        Permission.ORDER_WRITE,
        Permission.ORDER_CANCEL,
        Permission.ORDER_FORCE_CANCEL,
        Permission.ORDER_UNLOCK,
        Permission.ORDER_CONSUMER_WRITE
    })
    @Operation(operationId = "orderAction")
    @APIResponseSchema(Order.class)
    public String act(@PathParam("orderId") String orderId, @NotNull @Valid OrderActionRequest body) {
        long version = body.version();
        return switch (body.name()) {
            case CANCEL -> {
                require(Permission.ORDER_WRITE, Permission.ORDER_CANCEL);
                yield cancelOrder
                        .cancel(orderId, version, body.cancelationReasonId())
                        .json();
            }
            case FORCE_CANCEL -> {
                require(Permission.ORDER_FORCE_CANCEL);
                yield cancelOrder
                        .force(orderId, version, body.cancelationReasonId())
                        .json();
            }
            case UNLOCK -> {
                require(Permission.ORDER_WRITE, Permission.ORDER_UNLOCK);
                yield unlockOrder.unlock(orderId, version, body.targetTime()).json();
            }
            case CONFIRM_PROMISE -> {
                require(Permission.ORDER_WRITE);
                yield keepPromise
                        .confirm(orderId, version, body.tenantOrderId())
                        .json();
            }
            case EXTEND_PROMISE -> {
                require(Permission.ORDER_WRITE);
                yield keepPromise.extend(orderId, version).json();
            }
            case CHANGE_CONSUMER_ADDRESS -> {
                require(Permission.ORDER_WRITE, Permission.ORDER_CONSUMER_WRITE);
                yield replaceAddresses(orderId, version, changedAddresses(orderId, body));
            }
            case REPLACE_CONSUMER_ADDRESSES -> {
                require(Permission.ORDER_WRITE, Permission.ORDER_CONSUMER_WRITE);
                if (body.consumerAddresses() == null) {
                    throw Rejection.invalid("consumerAddresses must not be null");
                }
                yield replaceAddresses(orderId, version, body.consumerAddresses());
            }
        };
    }

    @POST
    @Path("/actions")
    @Permitted({Permission.ORDER_WRITE, Permission.ORDER_CANCEL, Permission.ORDER_FORCE_CANCEL})
    @Operation(operationId = "bulkOrdersAction")
    public List<BulkOrderAction.Result> actOnMany(@NotNull @Valid BulkOrderAction body) {
        require(Permission.ORDER_FORCE_CANCEL);
        return body.orders().stream().map(this::forceCancel).toList();
    }

    @POST
    @Path("/{orderId}/orderlineitems/{orderLineItemId}/actions")
    @Permitted(Permission.ORDER_WRITE)
    @Operation(operationId = "orderLineItemAction")
    @APIResponseSchema(Order.class)
    public String actOnLine(
            @PathParam("orderId") String orderId,
            @PathParam("orderLineItemId") String lineId,
            @NotNull @Valid LineItemActionRequest body) {
        return modifyOrder
                .replaceLineAttributes(orderId, body.version(), lineId, body.customAttributes())
                .json();
    }

    private BulkOrderAction.Result forceCancel(BulkOrderAction.Target target) {
        try {
            cancelOrder.force(target.orderId(), target.version(), target.cancelationReasonId());
            return new BulkOrderAction.Result(target.orderId(), "UPDATED", null);
        } catch (Rejection refused) {
            return new BulkOrderAction.Result(target.orderId(), "FAILED", refused.getMessage());
        }
    }

    private List<ConsumerAddress> changedAddresses(String orderId, OrderActionRequest body) {
        AddressType type = body.addressType();
        ConsumerAddress address = body.consumerAddress();
        if (type == null || address == null) {
            throw Rejection.invalid("addressType and consumerAddress must not be null");
        }
        List<ConsumerAddress> before = Objects.requireNonNullElse(
                database.read(handle -> orders.get(handle, orderId)).consumer().addresses(), List.of());
        return ConsumerAddress.replaced(before, type, address);
    }

    private String replaceAddresses(String orderId, long version, List<ConsumerAddress> addresses) {
        Consumer consumer = new Consumer(null, null, addresses, null, null, null);
        OrderForUpdate update = new OrderForUpdate(version, consumer, null, null, null, null, null);
        return modifyOrder.modify(orderId, update, modifier()).json();
    }

    private ModifyOrder.Modifier modifier() {
        return new ModifyOrder.Modifier(caller.username(), caller.permissions());
    }

    private void require(Permission... anyOf) {
        for (Permission permission : anyOf) {
            if (caller.permissions().contains(permission)) {
                return;
            }
        }
        throw Rejection.forbidden("This action needs one of the permissions " + List.of(anyOf));
    }
}
