package io.waybill.platform.console;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** The overview, and the stream that tells pages that something has changed. */
@Browser
@Path("/console")
@Produces(MediaType.TEXT_HTML)
public class OverviewPages {
    private final ShowOverview showOverview;
    private final LiveChanges changes;
    private final Html html;

    OverviewPages(ShowOverview showOverview, LiveChanges changes, Html html) {
        this.showOverview = showOverview;
        this.changes = changes;
        this.html = html;
    }

    @GET
    @Permitted(Permission.ORDER_READ)
    @RunOnVirtualThread
    public Response overview() {
        return html.page(Templates.overview(showOverview.show()));
    }

    @GET
    @Path("/overview/figures")
    @Permitted(Permission.ORDER_READ)
    @RunOnVirtualThread
    public Response figures() {
        return html.page(Templates.overviewFigures(showOverview.show()));
    }

    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Permitted({})
    @Blocking
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        return changes.stream()
                .map(mark -> sse.newEventBuilder().name("changed").data(mark).build());
    }
}
