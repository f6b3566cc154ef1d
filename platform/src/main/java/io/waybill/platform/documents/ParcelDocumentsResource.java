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

/** What is printed for a parcel. */
@Tag(name = "Shipments (Operations)")
@Path("/api/parcels")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class ParcelDocumentsResource {
    private final PrintDeliveryNote deliveryNote;
    private final PrintReturnNote returnNote;
    private final PrintLabel label;
    private final RequestedLanguage language;
    private final Caller caller;

    ParcelDocumentsResource(
            PrintDeliveryNote deliveryNote,
            PrintReturnNote returnNote,
            PrintLabel label,
            RequestedLanguage language,
            Caller caller) {
        this.deliveryNote = deliveryNote;
        this.returnNote = returnNote;
        this.label = label;
        this.language = language;
        this.caller = caller;
    }

    @GET
    @Path("/{parcelId}/deliverynote")
    @Operation(operationId = "getParcelDeliveryNote", summary = "Prints the delivery note of a parcel")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public Response deliveryNote(
            @PathParam("parcelId") String parcelId, @QueryParam("locale") @Nullable String locale) {
        return deliveryNote
                .of(GoodsOwner.PARCEL, parcelId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{parcelId}/returnnote")
    @Operation(operationId = "getParcelReturnNote", summary = "Prints the return note of a parcel")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public Response returnNote(@PathParam("parcelId") String parcelId, @QueryParam("locale") @Nullable String locale) {
        return returnNote
                .of(GoodsOwner.PARCEL, parcelId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{parcelId}/transferlabel")
    @Operation(operationId = "getParcelTransferLabel", summary = "Prints the transfer label of a parcel")
    @Permitted(Permission.PARCEL_READ)
    @APIResponse(responseCode = "200")
    public Response transferLabel(@PathParam("parcelId") String parcelId) {
        return label.transfer(GoodsOwner.PARCEL, parcelId, language.of(null), Sight.ofApi(caller))
                .answer(200);
    }
}
