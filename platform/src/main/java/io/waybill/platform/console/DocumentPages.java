package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.documents.DocumentLanguage;
import io.waybill.platform.documents.GoodsOwner;
import io.waybill.platform.documents.PrintDeliveryNote;
import io.waybill.platform.documents.PrintLabel;
import io.waybill.platform.documents.PrintPickList;
import io.waybill.platform.documents.PrintReturnNote;
import io.waybill.platform.documents.Sight;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Documents as PDF in the viewer's language, shown by the browser. Those of other facilities are not there. */
@Browser
@Path("/console/documents")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
public class DocumentPages {
    private final PrintPickList pickList;
    private final PrintDeliveryNote deliveryNote;
    private final PrintReturnNote returnNote;
    private final PrintLabel label;
    private final Viewer viewer;
    private final Caller caller;

    DocumentPages(
            PrintPickList pickList,
            PrintDeliveryNote deliveryNote,
            PrintReturnNote returnNote,
            PrintLabel label,
            Viewer viewer,
            Caller caller) {
        this.pickList = pickList;
        this.deliveryNote = deliveryNote;
        this.returnNote = returnNote;
        this.label = label;
        this.viewer = viewer;
        this.caller = caller;
    }

    @GET
    @Path("/pick-list/{pickJobId}")
    @Permitted(Permission.PICKJOB_READ)
    public Response pickList(@PathParam("pickJobId") String pickJobId) {
        return pickList.of(pickJobId, language(), Sight.ofConsole(caller)).answer(200);
    }

    @GET
    @Path("/delivery-note/pickjob/{id}")
    @Permitted(Permission.PICKJOB_READ)
    public Response deliveryNoteOfPickJob(@PathParam("id") String id) {
        return deliveryNote(GoodsOwner.PICK_JOB, id);
    }

    @GET
    @Path("/delivery-note/packjob/{id}")
    @Permitted(Permission.PACKJOB_READ)
    public Response deliveryNoteOfPackJob(@PathParam("id") String id) {
        return deliveryNote(GoodsOwner.PACK_JOB, id);
    }

    @GET
    @Path("/delivery-note/parcel/{id}")
    @Permitted(Permission.PARCEL_READ)
    public Response deliveryNoteOfParcel(@PathParam("id") String id) {
        return deliveryNote(GoodsOwner.PARCEL, id);
    }

    @GET
    @Path("/delivery-note/shipment/{id}")
    @Permitted(Permission.SHIPMENT_READ)
    public Response deliveryNoteOfShipment(@PathParam("id") String id) {
        return deliveryNote(GoodsOwner.SHIPMENT, id);
    }

    @GET
    @Path("/return-note/pickjob/{id}")
    @Permitted(Permission.PICKJOB_READ)
    public Response returnNoteOfPickJob(@PathParam("id") String id) {
        return returnNote(GoodsOwner.PICK_JOB, id);
    }

    @GET
    @Path("/return-note/packjob/{id}")
    @Permitted(Permission.PACKJOB_READ)
    public Response returnNoteOfPackJob(@PathParam("id") String id) {
        return returnNote(GoodsOwner.PACK_JOB, id);
    }

    @GET
    @Path("/return-note/parcel/{id}")
    @Permitted(Permission.PARCEL_READ)
    public Response returnNoteOfParcel(@PathParam("id") String id) {
        return returnNote(GoodsOwner.PARCEL, id);
    }

    @GET
    @Path("/return-note/shipment/{id}")
    @Permitted(Permission.SHIPMENT_READ)
    public Response returnNoteOfShipment(@PathParam("id") String id) {
        return returnNote(GoodsOwner.SHIPMENT, id);
    }

    @GET
    @Path("/return-note/itemreturnjob/{id}")
    @Permitted(Permission.RETURN_READ)
    public Response returnNoteOfItemReturnJob(@PathParam("id") String id) {
        return returnNote(GoodsOwner.ITEM_RETURN_JOB, id);
    }

    @GET
    @Path("/parcel-label/{parcelId}")
    @Permitted(Permission.PARCEL_READ)
    public Response parcelLabel(@PathParam("parcelId") String parcelId) {
        return label.placeholder(parcelId, language(), Sight.ofConsole(caller)).answer(200);
    }

    private Response deliveryNote(GoodsOwner owner, String id) {
        return deliveryNote.of(owner, id, language(), Sight.ofConsole(caller)).answer(200);
    }

    private Response returnNote(GoodsOwner owner, String id) {
        return returnNote.of(owner, id, language(), Sight.ofConsole(caller)).answer(200);
    }

    private DocumentLanguage language() {
        return DocumentLanguage.of(viewer.language());
    }
}
