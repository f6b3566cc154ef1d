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
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/** {@code /api/facilitygroups}: groups of facilities. */
@Path("/api/facilitygroups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Facility Groups (Core)")
class FacilityGroupResource {
    private static final SearchSchema SEARCH = SearchSchema.of("facilityGroups")
            .string("id", "id")
            .string("tenantFacilityGroupId", "tenant_facility_group_id")
            .localized("name", "nameLocalized")
            .strings("facilityRefs")
            .sortBy("name")
            .sortBy("tenantFacilityGroupId", "tenant_facility_group_id")
            .sortByNumber("facilityCount", "facility_count")
            .build();

    private final Database database;
    private final FacilityGroups groups;
    private final EditFacilityGroups edit;
    private final Search search;
    private final Caller caller;

    FacilityGroupResource(
            Database database, FacilityGroups groups, EditFacilityGroups edit, Search search, Caller caller) {
        this.database = database;
        this.groups = groups;
        this.edit = edit;
        this.search = search;
        this.caller = caller;
    }

    @GET
    @Permitted(Permission.FACILITY_GROUP_READ)
    @Operation(operationId = "getAllFacilityGroups", summary = "List facility groups")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId,
            @QueryParam("tenantFacilityGroupId") @Nullable String tenantFacilityGroupId) {
        return database.read(handle -> ListQuery.of(groups.table())
                .equal("tenant_facility_group_id", tenantFacilityGroupId)
                .page(ListPage.of(size, startAfterId, 500))
                .run(handle)
                .json("facilityGroups"));
    }

    @POST
    @Permitted(Permission.FACILITY_GROUP_WRITE)
    @Operation(operationId = "addFacilityGroup", summary = "Create a facility group")
    @APIResponseSchema(value = FacilityGroup.class, responseCode = "201")
    public Response create(@NotNull @Valid FacilityGroup.Content body) {
        requireEverywhere();
        Stored<FacilityGroup> created = edit.create(body);
        return Response.created(
                        URI.create("/api/facilitygroups/" + created.resource().id()))
                .entity(created.json())
                .build();
    }

    @POST
    @Path("/search")
    @Permitted(Permission.FACILITY_GROUP_READ)
    @Operation(operationId = "searchFacilityGroup", summary = "Search facility groups")
    @APIResponse(responseCode = "200")
    public String search(JsonNode body) {
        return database.read(
                handle -> search.run(handle, groups.table(), SEARCH, body).json());
    }

    @GET
    @Path("/{facilityGroupId}")
    @Permitted(Permission.FACILITY_GROUP_READ)
    @Operation(operationId = "getFacilityGroup", summary = "Get a facility group")
    @APIResponseSchema(FacilityGroup.class)
    public String get(@PathParam("facilityGroupId") String id) {
        return database.read(handle -> groups.table().getJson(handle, id));
    }

    @PATCH
    @Path("/{facilityGroupId}")
    @Permitted(Permission.FACILITY_GROUP_WRITE)
    @Operation(operationId = "replaceFacilityGroup", summary = "Replace a facility group")
    @APIResponseSchema(FacilityGroup.class)
    public String replace(@PathParam("facilityGroupId") String id, @NotNull @Valid FacilityGroup.Replacement body) {
        requireEverywhere();
        return edit.replace(id, body).json();
    }

    @DELETE
    @Path("/{facilityGroupId}")
    @Permitted(Permission.FACILITY_GROUP_WRITE)
    @Operation(operationId = "deleteFacilityGroup", summary = "Delete a facility group")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("facilityGroupId") String id) {
        requireEverywhere();
        edit.delete(id);
        return Response.ok().build();
    }

    @POST
    @Path("/{facilityGroupId}/actions")
    @Permitted(Permission.FACILITY_GROUP_WRITE)
    @Operation(operationId = "facilityGroupAction", summary = "Put facilities into a group or take them out")
    @APIResponseSchema(FacilityGroup.class)
    public String act(@PathParam("facilityGroupId") String id, @NotNull @Valid FacilityGroup.Action action) {
        requireEverywhere();
        return edit.act(id, action).json();
    }

    /** A group reaches beyond the facilities that a caller may be limited to. */
    private void requireEverywhere() {
        if (!caller.facilityIds().isEmpty()) {
            throw Rejection.forbidden("The caller is limited to facilities, and groups are for all of them");
        }
    }
}
