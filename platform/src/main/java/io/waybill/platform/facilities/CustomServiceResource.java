package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/customservices}: what can be done to goods after they are picked. */
@Path("/api/customservices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Custom Services (Core)")
class CustomServiceResource {
    private final Database database;
    private final CustomServices services;
    private final EditCustomServices edit;
    private final Caller caller;

    CustomServiceResource(Database database, CustomServices services, EditCustomServices edit, Caller caller) {
        this.database = database;
        this.services = services;
        this.edit = edit;
        this.caller = caller;
    }

    @GET
    @Permitted(Permission.CUSTOM_SERVICE_READ)
    @Operation(operationId = "getCustomServices", summary = "List custom services")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantCustomServiceId") @Nullable String tenantCustomServiceId) {
        return database.read(handle -> ListQuery.of(services.table())
                .equal("tenant_custom_service_id", tenantCustomServiceId)
                .page(ListPage.of(size, startAfterId, 500))
                .run(handle)
                .json("customServices"));
    }

    @POST
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(operationId = "createCustomService", summary = "Create a custom service")
    @APIResponseSchema(value = CustomService.class, responseCode = "201")
    public Response create(@NotNull @Valid CustomService.Content body) {
        requireEverywhere();
        return created(edit.create(body));
    }

    @GET
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_READ)
    @Operation(operationId = "getCustomService", summary = "Get a custom service")
    @APIResponseSchema(CustomService.class)
    public String get(@PathParam("customServiceId") String id) {
        return database.read(handle -> services.table().getJson(handle, id));
    }

    @PATCH
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(operationId = "patchCustomService", summary = "Change a custom service")
    @APIResponseSchema(CustomService.class)
    public String patch(@PathParam("customServiceId") String id, @NotNull JsonNode body) {
        requireEverywhere();
        return edit.patch(id, body).json();
    }

    @POST
    @Path("/{customServiceId}/additionalinformation")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(
            operationId = "createCustomServiceAdditionalInformation",
            summary = "Ask for something with a custom service")
    @APIResponseSchema(value = CustomService.class, responseCode = "201")
    public Response ask(@PathParam("customServiceId") String id, @NotNull @Valid CustomService.Question body) {
        requireEverywhere();
        return created(edit.ask(id, body));
    }

    @PUT
    @Path("/{customServiceId}/additionalinformation/{additionalInformationId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(
            operationId = "updateCustomServiceAdditionalInformation",
            summary = "Replace what is asked for with a custom service")
    @APIResponseSchema(CustomService.class)
    public String replace(
            @PathParam("customServiceId") String id,
            @PathParam("additionalInformationId") String informationId,
            @NotNull @Valid CustomService.Question body) {
        requireEverywhere();
        return edit.replace(id, informationId, body).json();
    }

    @DELETE
    @Path("/{customServiceId}/additionalinformation/{additionalInformationId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(
            operationId = "deleteAdditionalInfo",
            summary = "Do not ask for something with a custom service any more")
    @APIResponseSchema(CustomService.class)
    public String remove(
            @PathParam("customServiceId") String id, @PathParam("additionalInformationId") String informationId) {
        requireEverywhere();
        return edit.remove(id, informationId).json();
    }

    private static Response created(Stored<CustomService> stored) {
        return Response.created(
                        URI.create("/api/customservices/" + stored.resource().id()))
                .entity(stored.json())
                .build();
    }

    /** A service is defined for all facilities, also those that a caller may not see. */
    private void requireEverywhere() {
        if (!caller.facilityIds().isEmpty()) {
            throw Rejection.forbidden("The caller is limited to facilities, and custom services are for all of them");
        }
    }
}
