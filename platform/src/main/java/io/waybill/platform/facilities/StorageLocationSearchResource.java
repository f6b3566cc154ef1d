package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Restriction;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/storagelocations/search}: storage locations of all facilities. */
@Path("/api/storagelocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Storage Locations (Inventory)")
class StorageLocationSearchResource {
    private static final SearchSchema SEARCH = SearchSchema.of("storageLocations")
            .string("id", "id")
            .string("facilityRef", "facility_id")
            .string("name")
            .string("tenantLocationId")
            .string("zoneRef", "zone_id")
            .enumeration("type", StorageLocation.Type.class)
            .enumerations("traits", StorageTrait.class)
            .strings("scannableCodes")
            .date("created", "created")
            .attributes("customAttributes")
            .sortBy("name")
            .sortBy("tenantLocationId")
            .sortBy("zoneRef", "zone_id")
            .sortByDate("created", "created")
            .sortByDate("lastModified", "last_modified")
            .sortByAttribute("customAttributes")
            .build();

    private final Database database;
    private final StorageLocations locations;
    private final Search search;
    private final Caller caller;

    StorageLocationSearchResource(Database database, StorageLocations locations, Search search, Caller caller) {
        this.database = database;
        this.locations = locations;
        this.search = search;
        this.caller = caller;
    }

    @POST
    @Path("/search")
    @Permitted(Permission.STORAGE_LOCATION_READ)
    @Operation(operationId = "searchStorageLocation", summary = "Search storage locations")
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        Restriction allowed = Restriction.facilities("facility_id", caller.facilityIds());
        return database.read(handle ->
                search.run(handle, locations.table(), SEARCH, body, allowed).json());
    }
}
