package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/**
 * {@code /api/facilities/{id}/zones}. The contract names no permissions here; Waybill asks for the one that the contract
 * names for their search, and its like for writing.
 */
@Path("/api/facilities/{facilityId}/zones")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Storage Locations (Inventory)")
class ZoneResource {
    private final Database database;
    private final Zones zones;
    private final EditZones edit;
    private final FacilityPath facility;

    ZoneResource(Database database, Zones zones, EditZones edit, FacilityPath facility) {
        this.database = database;
        this.zones = zones;
        this.edit = edit;
        this.facility = facility;
    }

    @GET
    @Permitted(Permission.ZONE_READ)
    @Operation(operationId = "getFacilityZones", summary = "List the zones of a facility")
    @APIResponse(responseCode = "200")
    public String list(
            @PathParam("facilityId") String idOrUrn,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, 500);
        return database.read(handle -> "["
                + String.join(
                        ",",
                        ListQuery.of(zones.table())
                                .equal("facility_id", facility.id(handle, idOrUrn))
                                .page(page)
                                .run(handle)
                                .documents())
                + "]");
    }

    @POST
    @Permitted(Permission.ZONE_WRITE)
    @Operation(operationId = "postFacilityZone", summary = "Create a zone")
    @APIResponseSchema(value = Zone.class, responseCode = "201")
    public Response create(@PathParam("facilityId") String idOrUrn, @NotNull @Valid Zone.Content body) {
        Stored<Zone> created = edit.create(facilityId(idOrUrn), body);
        return Response.created(
                        URI.create("/api/facilities/" + created.resource().facilityRef() + "/zones/"
                                + created.resource().id()))
                .entity(created.json())
                .build();
    }

    /** The contract answers an array, of the one zone. */
    @GET
    @Path("/{zoneId}")
    @Permitted(Permission.ZONE_READ)
    @Operation(operationId = "getFacilityZone", summary = "Get a zone")
    @APIResponse(responseCode = "200")
    public String get(@PathParam("facilityId") String idOrUrn, @PathParam("zoneId") String id) {
        return database.read(handle -> "[" + zones.json(handle, facility.id(handle, idOrUrn), id) + "]");
    }

    @PUT
    @Path("/{zoneId}")
    @Permitted(Permission.ZONE_WRITE)
    @Operation(operationId = "putFacilityZone", summary = "Replace a zone")
    @APIResponseSchema(Zone.class)
    public String replace(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("zoneId") String id,
            @NotNull @Valid Zone.Content body) {
        return edit.replace(facilityId(idOrUrn), id, body).json();
    }

    @DELETE
    @Path("/{zoneId}")
    @Permitted(Permission.ZONE_WRITE)
    @Operation(operationId = "deleteFacilityZone", summary = "Delete a zone")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("facilityId") String idOrUrn, @PathParam("zoneId") String id) {
        edit.delete(facilityId(idOrUrn), id);
        return Response.ok().build();
    }

    private String facilityId(String idOrUrn) {
        return database.read(handle -> facility.id(handle, idOrUrn));
    }
}
