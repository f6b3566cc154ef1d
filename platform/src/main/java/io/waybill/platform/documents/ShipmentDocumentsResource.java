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

/** What is printed for a shipment. */
@Tag(name = "Shipments (Operations)")
@Path("/api/shipments")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class ShipmentDocumentsResource {
    private final PrintDeliveryNote deliveryNote;
    private final RequestedLanguage language;
    private final Caller caller;

    ShipmentDocumentsResource(PrintDeliveryNote deliveryNote, RequestedLanguage language, Caller caller) {
        this.deliveryNote = deliveryNote;
        this.language = language;
        this.caller = caller;
    }

    @GET
    @Path("/{shipmentId}/deliverynote")
    @Operation(operationId = "getShipmentDeliveryNote", summary = "Prints the delivery note of a shipment")
    @Permitted(Permission.SHIPMENT_READ)
    @APIResponse(responseCode = "200")
    public Response deliveryNote(
            @PathParam("shipmentId") String shipmentId, @QueryParam("locale") @Nullable String locale) {
        return deliveryNote
                .of(GoodsOwner.SHIPMENT, shipmentId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }
}
