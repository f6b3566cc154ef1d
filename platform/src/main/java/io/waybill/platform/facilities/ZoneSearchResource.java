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

/** {@code /api/zones/search}: zones of all facilities. */
@Path("/api/zones")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Storage Locations (Inventory)")
class ZoneSearchResource {
    private static final SearchSchema SEARCH = SearchSchema.of("zones")
            .string("id", "id")
            .string("facilityRef", "facility_id")
            .string("name", "name")
            .attributes("customAttributes")
            .sortByDate("lastModified", "last_modified")
            .build();

    private final Database database;
    private final Zones zones;
    private final Search search;
    private final Caller caller;

    ZoneSearchResource(Database database, Zones zones, Search search, Caller caller) {
        this.database = database;
        this.zones = zones;
        this.search = search;
        this.caller = caller;
    }

    @POST
    @Path("/search")
    @Permitted(Permission.ZONE_READ)
    @Operation(operationId = "searchZone", summary = "Search zones")
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        Restriction allowed = Restriction.facilities("facility_id", caller.facilityIds());
        return database.read(handle ->
                search.run(handle, zones.table(), SEARCH, body, allowed).json());
    }
}
