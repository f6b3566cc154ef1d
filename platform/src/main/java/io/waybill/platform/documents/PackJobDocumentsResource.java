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

/** What is printed for a pack job. */
@Tag(name = "Packing (Operations)")
@Path("/api/packjobs")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class PackJobDocumentsResource {
    private final PrintDeliveryNote deliveryNote;
    private final PrintReturnNote returnNote;
    private final PrintLabel label;
    private final OfferedLabels offeredLabels;
    private final RequestedLanguage language;
    private final Caller caller;

    PackJobDocumentsResource(
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
    @Path("/{packJobId}/deliverynote")
    @Operation(operationId = "getPackJobDeliveryNote", summary = "Prints the delivery note of a pack job")
    @Permitted(Permission.PACKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response deliveryNote(
            @PathParam("packJobId") String packJobId, @QueryParam("locale") @Nullable String locale) {
        return deliveryNote
                .of(GoodsOwner.PACK_JOB, packJobId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{packJobId}/returnnote")
    @Operation(operationId = "getReturnNotesForPackJob", summary = "Prints the return note of a pack job")
    @Permitted(Permission.PACKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response returnNote(
            @PathParam("packJobId") String packJobId, @QueryParam("locale") @Nullable String locale) {
        return returnNote
                .of(GoodsOwner.PACK_JOB, packJobId, language.of(locale), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{packJobId}/transferlabel")
    @Operation(operationId = "getPackJobTransferLabel", summary = "Prints the transfer label of a pack job")
    @Permitted(Permission.PACKJOB_READ)
    @APIResponse(responseCode = "200")
    public Response transferLabel(@PathParam("packJobId") String packJobId) {
        return label.transfer(GoodsOwner.PACK_JOB, packJobId, language.of(null), Sight.ofApi(caller))
                .answer(200);
    }

    @GET
    @Path("/{packJobId}/documenthandling")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getPackJobDocumentHandling",
            summary = "Answers whether a label is printed with a pack job")
    @Permitted(Permission.PACKJOB_READ)
    public OfferedLabels.DocumentHandling documentHandling(@PathParam("packJobId") String packJobId) {
        return offeredLabels.ofPackJob(packJobId, Sight.ofApi(caller));
    }
}
