package io.waybill.platform.documents;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The image that a configuration of notes names as its {@code logoUrl}. */
@Tag(name = "Documents (Waybill)")
@Path("/waybill/documents/{note}/logo")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
class LogoResource {
    private final NoteConfigurations configurations;

    LogoResource(NoteConfigurations configurations) {
        this.configurations = configurations;
    }

    static String address(String note) {
        return "/waybill/documents/" + note + "/logo";
    }

    @GET
    @Operation(operationId = "getLogoOfNotes", summary = "Answers the logo of delivery-note or return-note")
    @Permitted(Permission.CONFIG_READ)
    @APIResponse(responseCode = "200")
    public Response logo(@PathParam("note") String note) {
        String logo = configurations.get(note).logo();
        if (logo == null) {
            throw Rejection.notFound("Logo", note);
        }
        int comma = logo.indexOf(',');
        return Response.ok(Base64.getDecoder().decode(logo.substring(comma + 1)))
                .type(logo.substring("data:".length(), logo.indexOf(';')))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
