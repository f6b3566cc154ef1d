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

/** What is printed for a pick job. */
@Tag(name = "Picking (Operations)")
@Path("/api/pickjobs")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class PickJobDocumentsResource {
    private final PrintDeliveryNote deliveryNote;
    private final PrintReturnNote returnNote;
    private final PrintLabel label;
    private final OfferedLabels offeredLabels;
    private final RequestedLanguage language;
    private final Caller caller;

    PickJobDocumentsResource(
            PrintDeliveryNote deliveryNote,
            PrintReturnNote returnNote,
            PrintLabel label,
            OfferedLabels offeredLabels,
            RequestedLanguage language,
            Caller caller) {
        this.deliveryNote = deliveryNote;
        this.returnNote = returnNote;
        this.label = label;
        this.offeredLabels = offeredLabels;
        this.language = language;
        this.caller = caller;
    }

    @GET
    @Path("/{pickJobId}/deliverynote")
    @Operation(operationId = "getPickJobDeliveryNote", summary = "Prints the delivery note of a pick job")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response deliveryNote(
            @PathParam("pickJobId") String pickJobId, @QueryParam("locale") @Nullable String locale) {
        return deliveryNote
                .of(GoodsOwner.PICK_JOB, pickJobId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{pickJobId}/returnnote")
    @Operation(operationId = "getReturnNotesForPickjob", summary = "Prints the return note of a pick job")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response returnNote(
            @PathParam("pickJobId") String pickJobId, @QueryParam("locale") @Nullable String locale) {
        return returnNote
                .of(GoodsOwner.PICK_JOB, pickJobId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{pickJobId}/transferlabel")
    @Operation(operationId = "getPickJobTransferLabel", summary = "Prints the transfer label of a pick job")
    @Permitted(Permission.PICKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response transferLabel(@PathParam("pickJobId") String pickJobId) {
        return label.transfer(GoodsOwner.PICK_JOB, pickJobId, language.of(null), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{pickJobId}/documenthandling")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getPickJobDocumentHandling",
            summary = "Answers whether a label is printed with a pick job")
    @Permitted(Permission.PICKJOB_READ)
    public OfferedLabels.DocumentHandling documentHandling(@PathParam("pickJobId") String pickJobId) {
        return offeredLabels.ofPickJob(pickJobId, Sight.ofApi(caller));
    }
}
