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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** The overview, and the stream that tells pages that something has changed. */
@Browser
@Path("/console")
@Produces(MediaType.TEXT_HTML)
public class OverviewPages {
    /** Where coasts and borders are drawn. */
    static final String OUTLINES = "/console/overview/outlines.svg";

    private static final String CACHED_FOR_A_DAY = "private, max-age=86400";

    private final ShowOverview showOverview;
    private final LiveChanges changes;
    private final Outlines outlines;
    private final Html html;

    OverviewPages(ShowOverview showOverview, LiveChanges changes, Outlines outlines, Html html) {
        this.showOverview = showOverview;
        this.changes = changes;
        this.outlines = outlines;
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

    /** Coasts and borders of a part of the world. They are the same for everybody and for ever, so browsers keep them. */
    @GET
    @Path("/overview/outlines.svg")
    @Produces("image/svg+xml")
    @Permitted(Permission.ORDER_READ)
    @RunOnVirtualThread
    public Response outlines(
            @QueryParam("west") double west,
            @QueryParam("north") double north,
            @QueryParam("scale") double scale,
            @QueryParam("stretch") double stretch,
            @QueryParam("height") int height) {
        MapFrame frame = new MapFrame(west, north, scale, stretch, height);
        return Response.ok(outlines.drawn(frame))
                .header(HttpHeaders.CACHE_CONTROL, CACHED_FOR_A_DAY)
                .build();
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
