package io.waybill.platform.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.facilities.FacilityResource;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.kernel.Rejection;
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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The list of facilities, the page of each, and its status. */
@Browser
@Path(FacilityPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class FacilityPages {
    static final String PATH = "/console/facilities";

    private final ShowFacilities showFacilities;
    private final ShowFacility showFacility;
    private final ForeseeStatusChange foreseeStatusChange;
    private final MoveUnbegunJobs moveUnbegunJobs;
    private final FacilityResource facilities;
    private final Viewer viewer;
    private final Html html;
    private final ObjectMapper json;

    FacilityPages(
            ShowFacilities showFacilities,
            ShowFacility showFacility,
            ForeseeStatusChange foreseeStatusChange,
            MoveUnbegunJobs moveUnbegunJobs,
            FacilityResource facilities,
            Viewer viewer,
            Html html,
            ObjectMapper json) {
        this.showFacilities = showFacilities;
        this.showFacility = showFacility;
        this.foreseeStatusChange = foreseeStatusChange;
        this.moveUnbegunJobs = moveUnbegunJobs;
        this.facilities = facilities;
        this.viewer = viewer;
        this.html = html;
        this.json = json;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.FACILITY_READ)
    public Response list(
            @QueryParam("text") @DefaultValue("") String text,
            @QueryParam("status") @DefaultValue("") String status,
            @QueryParam("after") @Nullable String after) {
        return html.page(FacilityTemplates.facilities(showFacilities.show(text, status, after)));
    }

    @GET
    @Path("/{facilityId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.FACILITY_READ)
    public Response facility(@PathParam("facilityId") String facilityId) {
        return html.page(FacilityTemplates.facility(showFacility.show(facilityId)));
    }

    /** Names what would come of it, and asks. */
    @GET
    @Path("/{facilityId}/status")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.FACILITY_WRITE)
    public Response foresee(@PathParam("facilityId") String facilityId, @QueryParam("to") @DefaultValue("") String to) {
        return html.page(FacilityTemplates.facilityStatus(foreseeStatusChange.foresee(facilityId, status(to))));
    }

    /** @param move whether somebody else is to be looked for for the jobs that nobody has begun */
    @POST
    @Path("/{facilityId}/status")
    @Permitted(Permission.FACILITY_WRITE)
    public Response change(
            @PathParam("facilityId") String facilityId,
            @FormParam("version") long version,
            @FormParam("to") @DefaultValue("") String to,
            @FormParam("move") boolean move) {
        FacilityStatus wanted = status(to);
        String type = foreseeStatusChange.type(facilityId);
        facilities.patch(
                facilityId,
                json.createObjectNode()
                        .put("version", version)
                        .put("type", type)
                        .put("status", wanted.name()));
        if (move && wanted != FacilityStatus.ONLINE && viewer.may(Permission.PROCESS_REROUTE.name())) {
            moveUnbegunJobs.move(facilityId);
        }
        return back(facilityId);
    }

    /** Looks for somebody else for the jobs that nobody has begun. */
    @POST
    @Path("/{facilityId}/move")
    @Permitted(Permission.PROCESS_REROUTE)
    public Response move(@PathParam("facilityId") String facilityId) {
        moveUnbegunJobs.move(facilityId);
        return back(facilityId);
    }

    private static FacilityStatus status(String name) {
        return Arrays.stream(FacilityStatus.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("to must be one of ONLINE, SUSPENDED, OFFLINE"));
    }

    private static Response back(String facilityId) {
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{id}").build(facilityId))
                .build();
    }
}
