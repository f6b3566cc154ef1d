package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.orders.OrderActionRequest;
import io.waybill.platform.orders.OrderActionRequest.OrderAction;
import io.waybill.platform.orders.OrderResource;
import io.waybill.platform.orders.ProcessActionRequest;
import io.waybill.platform.orders.ProcessResource;
import io.waybill.platform.routing.RoutingPlanResource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.jspecify.annotations.Nullable;

/** The list of orders, the page of each, and what can be done to one. */
@Browser
@Path(OrderPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class OrderPages {
    static final String PATH = "/console/orders";

    private final ShowOrders showOrders;
    private final ShowOrder showOrder;
    private final OrderResource orders;
    private final ProcessResource processes;
    private final RoutingPlanResource plans;
    private final Viewer viewer;
    private final Html html;

    OrderPages(
            ShowOrders showOrders,
            ShowOrder showOrder,
            OrderResource orders,
            ProcessResource processes,
            RoutingPlanResource plans,
            Viewer viewer,
            Html html) {
        this.showOrders = showOrders;
        this.showOrder = showOrder;
        this.orders = orders;
        this.processes = processes;
        this.plans = plans;
        this.viewer = viewer;
        this.html = html;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.ORDER_READ)
    public Response list(
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("stuck") boolean stuck,
            @QueryParam("before") @Nullable String before) {
        return html.page(Templates.orders(showOrders.show(text, status, from, to, stuck, before)));
    }

    @GET
    @Path("/{orderId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.ORDER_READ)
    public Response order(@PathParam("orderId") String orderId) {
        return html.page(Templates.order(showOrder.show(orderId, viewer.may(Permission.PROCESS_WRITE.name()))));
    }

    @POST
    @Path("/{orderId}/cancel")
    @Permitted({Permission.ORDER_WRITE, Permission.ORDER_CANCEL})
    public Response cancel(@PathParam("orderId") String orderId, @FormParam("version") long version) {
        return act(orderId, OrderAction.CANCEL, version);
    }

    @POST
    @Path("/{orderId}/unlock")
    @Permitted({Permission.ORDER_WRITE, Permission.ORDER_UNLOCK})
    public Response unlock(@PathParam("orderId") String orderId, @FormParam("version") long version) {
        return act(orderId, OrderAction.UNLOCK, version);
    }

    @POST
    @Path("/{orderId}/reroute")
    @Permitted(Permission.PROCESS_REROUTE)
    public Response reroute(
            @PathParam("orderId") String orderId,
            @FormParam("processId") @DefaultValue("") String processId,
            @FormParam("version") long version) {
        plans.reroute(processId, version, null);
        return back(orderId);
    }

    @POST
    @Path("/{orderId}/assign")
    @Permitted(Permission.PROCESS_WRITE)
    public Response assign(
            @PathParam("orderId") String orderId,
            @FormParam("processId") @DefaultValue("") String processId,
            @FormParam("version") long version,
            @FormParam("facility") @DefaultValue("") String facility) {
        processes.act(
                processId,
                new ProcessActionRequest(
                        ProcessActionRequest.ProcessAction.ASSIGN_FACILITY_TO_PROCESS, version, null, facility, null));
        return back(orderId);
    }

    private Response act(String orderId, OrderAction action, long version) {
        orders.act(orderId, new OrderActionRequest(action, version, null, null, null, null, null, null));
        return back(orderId);
    }

    private static Response back(String orderId) {
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{id}").build(orderId))
                .build();
    }
}
