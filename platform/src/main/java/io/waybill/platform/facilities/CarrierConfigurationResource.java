package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/carriers/{carrierId}/configuration}: how the tenant works with a carrier. */
@Path("/api/carriers/{carrierId}/configuration")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Carriers Configuration (Operations)")
class CarrierConfigurationResource {
    private final Database database;
    private final CarrierConfigurations configurations;
    private final ChangeCarrierConfiguration changeConfiguration;

    CarrierConfigurationResource(
            Database database, CarrierConfigurations configurations, ChangeCarrierConfiguration changeConfiguration) {
        this.database = database;
        this.configurations = configurations;
        this.changeConfiguration = changeConfiguration;
    }

    @GET
    @Permitted(Permission.CARRIER_READ)
    @Operation(operationId = "getCarrierConfiguration", summary = "Get the configuration of a carrier")
    public CarrierConfiguration get(@PathParam("carrierId") String carrierId) {
        return database.read(handle -> configurations.get(handle, carrierId));
    }

    @PUT
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "putCarrierConfiguration", summary = "Set the configuration of a carrier")
    public CarrierConfiguration put(@PathParam("carrierId") String carrierId, @Nullable JsonNode body) {
        return changeConfiguration.put(carrierId, body);
    }

    @GET
    @Path("/countryservicemappings")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "getCarrierCountryServiceMappings", summary = "List what a carrier offers where")
    public List<CountryServiceMapping> mappings(@PathParam("carrierId") String carrierId) {
        return database.read(handle -> configurations.get(handle, carrierId)).countryServiceMappings();
    }

    @POST
    @Path("/countryservicemappings")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "createCarrierCountryServiceMapping", summary = "Add what a carrier offers somewhere")
    @APIResponseSchema(value = CountryServiceMapping.class, responseCode = "201")
    public Response add(@PathParam("carrierId") String carrierId, @Nullable JsonNode body) {
        CountryServiceMapping added = changeConfiguration.add(carrierId, body);
        return Response.created(URI.create(
                        "/api/carriers/" + carrierId + "/configuration/countryservicemappings/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Path("/countryservicemappings/{countryServiceMappingId}")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "getCarrierCountryServiceMapping", summary = "Get one thing a carrier offers")
    public CountryServiceMapping mapping(
            @PathParam("carrierId") String carrierId, @PathParam("countryServiceMappingId") String mappingId) {
        return ChangeCarrierConfiguration.mapping(
                database.read(handle -> configurations.get(handle, carrierId)), mappingId);
    }

    @PATCH
    @Path("/countryservicemappings/{countryServiceMappingId}")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "updateCarrierCountryServiceMapping", summary = "Change one thing a carrier offers")
    public CountryServiceMapping modify(
            @PathParam("carrierId") String carrierId,
            @PathParam("countryServiceMappingId") String mappingId,
            @Nullable JsonNode body) {
        return changeConfiguration.modify(carrierId, mappingId, body);
    }

    @DELETE
    @Path("/countryservicemappings/{countryServiceMappingId}")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "deleteCarrierCountryServiceMapping", summary = "Remove one thing a carrier offers")
    @APIResponse(responseCode = "200")
    public Response remove(
            @PathParam("carrierId") String carrierId, @PathParam("countryServiceMappingId") String mappingId) {
        changeConfiguration.remove(carrierId, mappingId);
        return Response.ok().build();
    }
}
