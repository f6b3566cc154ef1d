package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.orders.OrderActionRequest;
import io.waybill.platform.orders.OrderActionRequest.OrderAction;
import io.waybill.platform.orders.OrderResource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

/** Where an order goes to, and what follows from sending it elsewhere. */
@Browser
@Path(OrderPages.PATH + "/{orderId}/address")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AddressPages {
    private final ShowAddress showAddress;
    private final OrderResource orders;
    private final Html html;

    AddressPages(ShowAddress showAddress, OrderResource orders, Html html) {
        this.showAddress = showAddress;
        this.orders = orders;
        this.html = html;
    }

    @GET
    @Permitted({Permission.ORDER_WRITE, Permission.ORDER_CONSUMER_WRITE})
    public Response form(@PathParam("orderId") String orderId) {
        AddressForm form = showAddress.show(orderId);
        return form.changeable() ? html.page(AddressTemplates.address(form)) : backTo(orderId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Permitted({Permission.ORDER_WRITE, Permission.ORDER_CONSUMER_WRITE})
    public Response change(
            @PathParam("orderId") String orderId,
            @FormParam("version") long version,
            MultivaluedMap<String, String> form) {
        ShowAddress.Current current = showAddress.current(orderId);
        orders.act(
                orderId,
                new OrderActionRequest(
                        OrderAction.CHANGE_CONSUMER_ADDRESS,
                        version,
                        null,
                        null,
                        null,
                        current.type(),
                        AddressFields.sent(form).over(current.address()),
                        null));
        return backTo(orderId);
    }

    private static Response backTo(String orderId) {
        return Response.seeOther(
                        UriBuilder.fromPath(OrderPages.PATH).path("{id}").build(orderId))
                .build();
    }
}
