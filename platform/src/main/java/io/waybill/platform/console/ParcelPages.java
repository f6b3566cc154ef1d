package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelModification;
import io.waybill.platform.shipping.ParcelStatus;
import io.waybill.platform.shipping.ParcelsResource;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Objects;

/** The parcels of a shipment: made here where nothing is packed, and tried again where a label failed. */
@Browser
@Path(ParcelPages.PATH)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class ParcelPages {
    static final String PATH = "/console/shipments";

    private final ShowSending sending;
    private final MakeParcel makeParcel;
    private final ParcelsResource parcels;
    private final Html html;

    ParcelPages(ShowSending sending, MakeParcel makeParcel, ParcelsResource parcels, Html html) {
        this.sending = sending;
        this.makeParcel = makeParcel;
        this.parcels = parcels;
        this.html = html;
    }

    @GET
    @Path("/{shipmentId}")
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permission.SHIPMENT_READ)
    public Response shipment(@PathParam("shipmentId") String shipmentId) {
        return html.page(FloorTemplates.shipment(sending.shipment(shipmentId)));
    }

    /**
     * The carrier's label as it came: PDF, or ZPL for a label printer.
     *
     * @throws Rejection 404 when there is none
     */
    @GET
    @Path("/{shipmentId}/parcels/{parcelId}/label")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.WILDCARD)
    @Permitted(Permission.PARCEL_READ)
    public Response label(@PathParam("shipmentId") String shipmentId, @PathParam("parcelId") String parcelId) {
        String url = sending.started(shipmentId).parcels().stream()
                .filter(parcel -> parcel.id().equals(parcelId))
                .map(Parcel::result)
                .map(result -> result == null ? null : result.sendLabelUrl())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("Label of parcel", parcelId));
        return parcels.label(parcelId, url.endsWith(".zpl") ? "send.zpl" : "send.pdf");
    }

    /** One parcel with all that is sent. */
    @POST
    @Path("/{shipmentId}/parcels")
    @Permitted(Permission.PARCEL_WRITE)
    public Response make(
            @PathParam("shipmentId") String shipmentId, @FormParam("parcels") int seen, @BeanParam ParcelSize size) {
        makeParcel.ofAll(sending.started(shipmentId), seen, size.dimensions());
        return back(shipmentId);
    }

    /** Asks the carrier for the label again. */
    @POST
    @Path("/{shipmentId}/parcels/{parcelId}/retry")
    @Permitted(Permission.PARCEL_WRITE)
    public Response retry(
            @PathParam("shipmentId") String shipmentId,
            @PathParam("parcelId") String parcelId,
            @FormParam("version") long version) {
        return become(shipmentId, parcelId, version, ParcelStatus.OPEN);
    }

    /** Gives the parcel up; its goods can go into another one. */
    @POST
    @Path("/{shipmentId}/parcels/{parcelId}/give-up")
    @Permitted(Permission.PARCEL_WRITE)
    public Response giveUp(
            @PathParam("shipmentId") String shipmentId,
            @PathParam("parcelId") String parcelId,
            @FormParam("version") long version) {
        return become(shipmentId, parcelId, version, ParcelStatus.CANCELED);
    }

    private Response become(String shipmentId, String parcelId, long version, ParcelStatus status) {
        ShowSending.Started started = sending.started(shipmentId);
        if (started.parcels().stream()
                .noneMatch(parcel -> parcel.id().equals(parcelId) && parcel.status() == ParcelStatus.FAILED)) {
            throw Rejection.conflict("Parcel " + parcelId + " has no label that failed");
        }
        parcels.patch(
                parcelId,
                new ParcelModification.Patch(
                        version,
                        List.of(new ParcelModification.ModifyParcel(
                                status, null, null, null, null, null, null, null, null, null, null))));
        return back(shipmentId);
    }

    private static Response back(String shipmentId) {
        return Response.seeOther(UriBuilder.fromPath(PATH).path("{id}").build(shipmentId))
                .build();
    }
}
