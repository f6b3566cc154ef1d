package io.waybill.platform.documents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Documents that the contract has no path for. */
@Tag(name = "Documents (Waybill)")
@Path("/waybill")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class WaybillDocumentsResource {
    private final PrintPickList pickList;
    private final PrintReturnNote returnNote;
    private final PrintLabel label;
    private final RequestedLanguage language;
    private final Caller caller;

    WaybillDocumentsResource(
            PrintPickList pickList,
            PrintReturnNote returnNote,
            PrintLabel label,
            RequestedLanguage language,
            Caller caller) {
        this.pickList = pickList;
        this.returnNote = returnNote;
        this.label = label;
        this.language = language;
        this.caller = caller;
    }

    @GET
    @Path("/pickjobs/{pickJobId}/picklist")
    @Operation(operationId = "getPickList", summary = "Prints the pick list of a pick job")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response pickList(@PathParam("pickJobId") String pickJobId, @QueryParam("locale") @Nullable String locale) {
        return pickList.of(pickJobId, language.of(locale), Sight.ofApi(caller)).answer(200);
    }

    @GET
    @Path("/parcels/{parcelId}/placeholderlabel")
    @Operation(
            operationId = "getPlaceholderLabel",
            summary = "Prints what is stuck to a parcel while there is no label of a carrier")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public Response placeholder(@PathParam("parcelId") String parcelId, @QueryParam("locale") @Nullable String locale) {
        return label.placeholder(parcelId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/shipments/{shipmentId}/returnnote")
    @Operation(operationId = "getShipmentReturnNote", summary = "Prints the return note of a shipment")
    @Permitted(Permission.SHIPMENT_READ)
    @APIResponse(responseCode = "200")
    public Response ofShipment(
            @PathParam("shipmentId") String shipmentId, @QueryParam("locale") @Nullable String locale) {
        return returnNote
                .of(GoodsOwner.SHIPMENT, shipmentId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/itemreturnjobs/{itemReturnJobId}/returnnote")
    @Operation(operationId = "getItemReturnJobReturnNote", summary = "Prints the return note of an item return job")
    @Permitted(Permission.RETURN_READ)
    @APIResponse(responseCode = "200")
    public Response ofItemReturnJob(
            @PathParam("itemReturnJobId") String itemReturnJobId, @QueryParam("locale") @Nullable String locale) {
        return returnNote
                .of(GoodsOwner.ITEM_RETURN_JOB, itemReturnJobId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }
}
