package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.shipping.FailedLabels;
import io.waybill.platform.shipping.ParcelsResource;
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

/** The parcels whose label could not be made; whoever makes labels is asked again. */
@Browser
@Path(FailedLabelPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class FailedLabelPages {
    static final String PATH = "/console/labels";

    private final ShowFailedLabels showFailedLabels;
    private final ParcelsResource parcels;
    private final Html html;

    FailedLabelPages(ShowFailedLabels showFailedLabels, ParcelsResource parcels, Html html) {
        this.showFailedLabels = showFailedLabels;
        this.parcels = parcels;
        this.html = html;
    }

    @GET
    @Permitted(Permission.PARCEL_READ)
    public Response failed(@QueryParam("after") @Nullable String after) {
        return html.page(IntegrationTemplates.failedLabels(showFailedLabels.show(after)));
    }

    @POST
    @Path("/{parcelId}")
    @Permitted(Permission.PARCEL_WRITE)
    public Response askAgain(@PathParam("parcelId") String parcelId, @FormParam("version") long version) {
        parcels.patch(parcelId, FailedLabels.askAgain(version));
        return Response.seeOther(UriBuilder.fromPath(PATH).build()).build();
    }
}
