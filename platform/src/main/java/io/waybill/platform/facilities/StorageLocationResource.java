package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Restriction;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/facilities/{id}/storagelocations}. The contract names no permissions here; Waybill asks for the one that the
 * contract names for their search, and its like for writing.
 */
@Path("/api/facilities/{facilityId}/storagelocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Storage Locations (Inventory)")
class StorageLocationResource {
    private final Database database;
    private final StorageLocations locations;
    private final EditStorageLocations edit;
    private final FacilityPath facility;

    StorageLocationResource(
            Database database, StorageLocations locations, EditStorageLocations edit, FacilityPath facility) {
        this.database = database;
        this.locations = locations;
        this.edit = edit;
        this.facility = facility;
    }

    @GET
    @Permitted(Permission.STORAGE_LOCATION_READ)
    @Operation(operationId = "getFacilityStorageLocations", summary = "List the storage locations of a facility")
    @APIResponse(responseCode = "200")
    public String list(
            @PathParam("facilityId") String idOrUrn,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("scannableCode") @Nullable String scannableCode) {
        ListPage page = ListPage.of(size, startAfterId, 500);
        return database.read(handle -> {
            ListQuery query = ListQuery.of(locations.table())
                    .equal("facility_id", facility.id(handle, idOrUrn))
                    .page(page);
            if (scannableCode != null) {
                query.where(new Restriction(
                        "t.document -> 'scannableCodes' @> to_jsonb(:scannableCode::text)",
                        Map.of("scannableCode", scannableCode)));
            }
            return "[" + String.join(",", query.run(handle).documents()) + "]";
        });
    }

    @POST
    @Permitted(Permission.STORAGE_LOCATION_WRITE)
    @Operation(operationId = "postFacilityStorageLocations", summary = "Create a storage location")
    @APIResponseSchema(value = StorageLocation.class, responseCode = "201")
    public Response create(@PathParam("facilityId") String idOrUrn, @NotNull @Valid StorageLocation.Content body) {
        Stored<StorageLocation> created = edit.create(facilityId(idOrUrn), body);
        return Response.created(
                        URI.create("/api/facilities/" + created.resource().facilityRef() + "/storagelocations/"
                                + created.resource().id()))
                .entity(created.json())
                .build();
    }

    /** The contract answers an array, of the one location. */
    @GET
    @Path("/{storageLocationId}")
    @Permitted(Permission.STORAGE_LOCATION_READ)
    @Operation(operationId = "getFacilityStorageLocation", summary = "Get a storage location")
    @APIResponse(responseCode = "200")
    public String get(@PathParam("facilityId") String idOrUrn, @PathParam("storageLocationId") String id) {
        return database.read(handle -> "[" + locations.json(handle, facility.id(handle, idOrUrn), id) + "]");
    }

    @PUT
    @Path("/{storageLocationId}")
    @Permitted(Permission.STORAGE_LOCATION_WRITE)
    @Operation(operationId = "putFacilityStorageLocation", summary = "Replace a storage location")
    @APIResponseSchema(StorageLocation.class)
    public String replace(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("storageLocationId") String id,
            @NotNull @Valid StorageLocation.Content body) {
        return edit.replace(facilityId(idOrUrn), id, body).json();
    }

    @PATCH
    @Path("/{storageLocationId}")
    @Permitted(Permission.STORAGE_LOCATION_WRITE)
    @Operation(operationId = "patchFacilityStorageLocation", summary = "Change a storage location")
    @APIResponseSchema(StorageLocation.class)
    public String patch(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("storageLocationId") String id,
            @NotNull @Valid StorageLocation.Patch body) {
        return edit.patch(facilityId(idOrUrn), id, body).json();
    }

    @DELETE
    @Path("/{storageLocationId}")
    @Permitted(Permission.STORAGE_LOCATION_WRITE)
    @Operation(operationId = "deleteFacilityStorageLocation", summary = "Delete a storage location")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("facilityId") String idOrUrn, @PathParam("storageLocationId") String id) {
        edit.delete(facilityId(idOrUrn), id);
        return Response.ok().build();
    }

    private String facilityId(String idOrUrn) {
        return database.read(handle -> facility.id(handle, idOrUrn));
    }
}
