package io.waybill.platform.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Shipments Configuration (Operations)")
@Path("/api/configurations/deliverynote")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DeliveryNoteConfigurationResource {
    private final NoteConfigurations configurations;
    private final Clock clock;

    DeliveryNoteConfigurationResource(NoteConfigurations configurations, Clock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getDeliveryNoteConfiguration", summary = "Answers how delivery notes look")
    @Permitted(Permission.CONFIG_READ)
    @APIResponseSchema(NoteConfiguration.class)
    public JsonNode get() {
        return configurations.answer(configurations.get(NoteConfigurations.DELIVERY_NOTE));
    }

    @PUT
    @Operation(operationId = "putDeliveryNoteConfiguration", summary = "Says how delivery notes look")
    @Permitted(Permission.CONFIG_WRITE)
    @APIResponseSchema(NoteConfiguration.class)
    public Response put(@NotNull @Valid NoteConfiguration.ForDeliveryNotes body) {
        NoteConfigurations.refuseBackground(body.pdfBackgroundConfiguration());
        NoteConfigurations.Put put = configurations.put(NoteConfigurationBuilder.builder()
                .id(NoteConfigurations.DELIVERY_NOTE)
                .version(body.version())
                .created(clock.instant())
                .lastModified(clock.instant())
                .headline(body.headline())
                .orderNumberLabel(body.orderNumberLabel())
                .orderDateLabel(body.orderDateLabel())
                .articleIdLabel(body.articleIdLabel())
                .articleTitleLabel(body.articleTitleLabel())
                .quantityLabel(body.quantityLabel())
                .pageLabel(body.pageLabel())
                .substituteText(body.substituteText())
                .description(body.description())
                .disclaimer(body.disclaimer())
                .companyAddress(body.companyAddress())
                .logoUrl(body.logo() == null ? null : LogoResource.address(NoteConfigurations.DELIVERY_NOTE))
                .logo(body.logo() == null ? null : Logo.address(body.logo().content()))
                .build());
        return Response.status(put.created() ? 201 : 200)
                .entity(configurations.answer(put.configuration()))
                .build();
    }
}
