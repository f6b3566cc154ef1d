package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Tag(name = "Picking Configuration (Operations)")
@Path("/api/configurations/picking")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PickingConfigurationResource {
    private final PickingConfigurations configurations;

    PickingConfigurationResource(PickingConfigurations configurations) {
        this.configurations = configurations;
    }

    @GET
    @Operation(operationId = "getPickingConfigurations", summary = "Answers the picking configuration")
    @Permitted(Permission.CONFIG_READ)
    @APIResponse(responseCode = "200")
    public JsonNode get() {
        return configurations.answer();
    }

    @PATCH
    @Operation(operationId = "putPickingConfigurations", summary = "Changes the picking configuration")
    @Permitted(Permission.CONFIG_WRITE)
    @APIResponse(responseCode = "200")
    public JsonNode patch(@NotNull JsonNode patch) {
        return configurations.patch(patch);
    }
}
