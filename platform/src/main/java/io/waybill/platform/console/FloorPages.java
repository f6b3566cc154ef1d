package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;

/** The floor of a facility: what there is to do, and the next job for whoever has a hand free. */
@Browser
@Path(FloorPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class FloorPages {
    static final String PATH = "/console/floor";

    private final ShowStation showStation;
    private final TakeNextJob takeNextJob;
    private final Html html;

    FloorPages(ShowStation showStation, TakeNextJob takeNextJob, Html html) {
        this.showStation = showStation;
        this.takeNextJob = takeNextJob;
        this.html = html;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response sites() {
        return html.page(FloorTemplates.floor(showStation.sites()));
    }

    /** @param nothing whether the viewer asked for the next job and there was none */
    @GET
    @Path("/{facilityId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response station(@PathParam("facilityId") String facilityId, @QueryParam("nothing") boolean nothing) {
        return html.page(FloorTemplates.station(showStation.station(facilityId, nothing)));
    }

    @GET
    @Path("/{facilityId}/jobs")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.PICKJOB_READ)
    public Response jobs(@PathParam("facilityId") String facilityId) {
        return html.page(FloorTemplates.stationJobs(showStation.station(facilityId, false)));
    }

    /** Begins the most urgent pick job that nobody has. */
    @POST
    @Path("/{facilityId}/next-pick")
    @Permitted(Permission.PICKJOB_WRITE)
    public Response nextPick(@PathParam("facilityId") String facilityId) {
        return to(PickPages.PATH, takeNextJob.pick(facilityId), facilityId);
    }

    /** Begins the most urgent pack job that nobody has. */
    @POST
    @Path("/{facilityId}/next-pack")
    @Permitted(Permission.PACKJOB_WRITE)
    public Response nextPack(@PathParam("facilityId") String facilityId) {
        return to(PackPages.PATH, takeNextJob.pack(facilityId), facilityId);
    }

    /** The way back to what there is to do. */
    static Response station(String facilityId) {
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{facility}").build(facilityId))
                .build();
    }

    private static Response to(String path, Optional<String> job, String facilityId) {
        return Response.seeOther(
                        job.map(id -> UriBuilder.fromPath(path).path("{id}").build(id))
                                .orElseGet(() -> UriBuilder.fromPath(PATH)
                                        .path("{facility}")
                                        .queryParam("nothing", true)
                                        .build(facilityId)))
                .build();
    }
}
