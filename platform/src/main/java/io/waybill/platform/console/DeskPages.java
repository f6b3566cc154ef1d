package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.handover.Handoverjob;
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
import java.util.List;
import java.util.Optional;

/** The handover desk of a facility: a side for customers who collect and one for carriers. */
@Browser
@Path(DeskPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class DeskPages {
    static final String PATH = "/console/floor/{facilityId}/handover";

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_FAILURES = 100;

    private final ShowDesk showDesk;
    private final HandOver handOver;
    private final Html html;

    DeskPages(ShowDesk showDesk, HandOver handOver, Html html) {
        this.showDesk = showDesk;
        this.handOver = handOver;
        this.html = html;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.HANDOVERJOB_READ)
    public Response customers(
            @PathParam("facilityId") String facilityId, @QueryParam("text") @DefaultValue("") String text) {
        return html.page(FloorTemplates.customers(showDesk.customers(facilityId, cut(text))));
    }

    /** All goods of the job leave. */
    @POST
    @Path("/{handoverjobId}")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response handOver(
            @PathParam("facilityId") String facilityId,
            @PathParam("handoverjobId") String handoverjobId,
            @FormParam("version") long version,
            @FormParam("text") @DefaultValue("") String text) {
        handOver.everything(handoverjobId, version);
        return Response.seeOther(
                        UriBuilder.fromPath(PATH).queryParam("text", "{text}").build(facilityId, text))
                .build();
    }

    /**
     * @param done how many have just been handed over
     * @param failed ids of those that were to be handed over and were not
     * @param unknown what was scanned and is no parcel that lies here
     */
    @GET
    @Path("/carriers")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.HANDOVERJOB_READ)
    public Response carriers(
            @PathParam("facilityId") String facilityId,
            @QueryParam("done") int done,
            @QueryParam("failed") List<String> failed,
            @QueryParam("unknown") @DefaultValue("") String unknown) {
        return html.page(FloorTemplates.carriers(showDesk.carriers(
                facilityId, done, failed.stream().limit(MOST_FAILURES).toList(), cut(unknown))));
    }

    /**
     * Hands over all that are named; one that cannot be does not keep the others.
     *
     * @param parcels id and version of each job, as {@code id:version}
     */
    @POST
    @Path("/carriers")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response handOverToCarrier(
            @PathParam("facilityId") String facilityId, @FormParam("parcel") List<String> parcels) {
        if (parcels.isEmpty()) {
            throw Rejection.invalid("Choose at least one parcel");
        }
        HandOver.Result result = handOver.all(parcels);
        UriBuilder page = UriBuilder.fromPath(PATH).path("carriers").queryParam("done", result.handedOver());
        result.failed().stream().limit(MOST_FAILURES).forEach(id -> page.queryParam("failed", id));
        return Response.seeOther(page.build(facilityId)).build();
    }

    /** Hands over the one parcel that the code is on. */
    @POST
    @Path("/carriers/scan")
    @Permitted(Permission.HANDOVERJOB_WRITE)
    public Response scan(@PathParam("facilityId") String facilityId, @FormParam("code") @DefaultValue("") String code) {
        UriBuilder page = UriBuilder.fromPath(PATH).path("carriers");
        Optional<Handoverjob> parcel = showDesk.parcel(facilityId, cut(code));
        if (parcel.isEmpty()) {
            return Response.seeOther(page.queryParam("unknown", "{code}").build(facilityId, cut(code)))
                    .build();
        }
        handOver.everything(parcel.get().id(), parcel.get().version());
        return Response.seeOther(page.queryParam("done", 1).build(facilityId)).build();
    }

    private static String cut(String typed) {
        String text = typed.strip();
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }
}
