package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.handover.HandoverCommand;
import io.waybill.platform.handover.HandoverjobStatus;
import io.waybill.platform.handover.HandoverjobsResource;
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
import java.util.List;

/** The floor of a facility: what there is to pick, and the desk where goods leave. */
@Browser
@Path(FloorPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class FloorPages {
    static final String PATH = "/console/floor";

    private static final int LONGEST_TEXT = 200;

    private final ShowFloor showFloor;
    private final HandoverjobsResource handoverjobs;
    private final Html html;

    FloorPages(ShowFloor showFloor, HandoverjobsResource handoverjobs, Html html) {
        this.showFloor = showFloor;
        this.handoverjobs = handoverjobs;
        this.html = html;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response sites() {
        return html.page(Templates.floor(showFloor.sites()));
    }

    @GET
    @Path("/{facilityId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response station(@PathParam("facilityId") String facilityId) {
        return html.page(Templates.station(showFloor.station(facilityId)));
    }

    @GET
    @Path("/{facilityId}/jobs")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response jobs(@PathParam("facilityId") String facilityId) {
        return html.page(Templates.stationJobs(showFloor.station(facilityId)));
    }

    @GET
    @Path("/{facilityId}/handover")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.HANDOVERJOB_READ)
    public Response desk(
            @PathParam("facilityId") String facilityId, @QueryParam("text") @DefaultValue("") String text) {
        String typed = text.strip();
        return html.page(Templates.handover(
                showFloor.desk(facilityId, typed.substring(0, Math.min(LONGEST_TEXT, typed.length())))));
    }

    @POST
    @Path("/{facilityId}/handover/{handoverjobId}")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response handOver(
            @PathParam("facilityId") String facilityId,
            @PathParam("handoverjobId") String handoverjobId,
            @FormParam("version") long version,
            @FormParam("text") @DefaultValue("") String text) {
        HandoverCommand.Modification everything =
                new HandoverCommand.ModifyHandoverjob(HandoverjobStatus.HANDED_OVER, null, null, null, null);
        handoverjobs.patch(handoverjobId, new HandoverCommand.Patch(version, List.of(everything)));
        return Response.seeOther(UriBuilder.fromPath(PATH)
                        .path("{facility}/handover")
                        .queryParam("text", "{text}")
                        .build(facilityId, text))
                .build();
    }
}
