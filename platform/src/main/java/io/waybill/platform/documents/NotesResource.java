package io.waybill.platform.documents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Notes that tell what the client says. They are answered, not kept. */
@Tag(name = "Shipments (Operations)")
@Path("/api")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NotesResource {
    private final PrintDeliveryNote deliveryNote;
    private final PrintReturnNote returnNote;
    private final RequestedLanguage language;
    private final Clock clock;

    NotesResource(PrintDeliveryNote deliveryNote, PrintReturnNote returnNote, RequestedLanguage language, Clock clock) {
        this.deliveryNote = deliveryNote;
        this.returnNote = returnNote;
        this.language = language;
        this.clock = clock;
    }

    @POST
    @Path("/deliverynotes")
    @Operation(operationId = "createDeliveryNote", summary = "Prints a delivery note of what the body tells")
    @Permitted(Permission.DELIVERYNOTE_WRITE)
    @APIResponse(responseCode = "201")
    public Response deliveryNote(
            @QueryParam("locale") @Nullable String locale, @NotNull @Valid NoteBody.DeliveryNote body) {
        return deliveryNote
                .of(body.consignment(clock.instant()), language.of(locale))
                .answer(201);
    }

    @POST
    @Path("/returnnotes")
    @Operation(operationId = "createReturnNote", summary = "Prints a return note of what the body tells")
    @Permitted({Permission.DELIVERYNOTE_WRITE, Permission.RETURN_WRITE})
    @APIResponse(responseCode = "201")
    public Response returnNote(
            @QueryParam("locale") @Nullable String locale, @NotNull @Valid NoteBody.ReturnNote body) {
        return returnNote
                .of(body.consignment(clock.instant()), body.qrCodeContent(), language.of(locale))
                .answer(201);
    }
}
