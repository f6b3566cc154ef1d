package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /api/facilities/{id}/customservices}: the custom services that a facility does. */
@Path("/api/facilities/{facilityId}/customservices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Custom Services (Core)")
class FacilityCustomServiceResource {
    private final Database database;
    private final FacilityPath facility;
    private final Facilities facilities;
    private final CustomServices services;
    private final FacilityCustomServices connections;
    private final Identifiers identifiers;
    private final Clock clock;

    FacilityCustomServiceResource(
            Database database,
            FacilityPath facility,
            Facilities facilities,
            CustomServices services,
            FacilityCustomServices connections,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.facility = facility;
        this.facilities = facilities;
        this.services = services;
        this.connections = connections;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.CUSTOM_SERVICE_READ)
    @Operation(operationId = "getFacilityCustomServiceConnections", summary = "List the custom services of a facility")
    @APIResponse(responseCode = "200")
    public String list(
            @PathParam("facilityId") String idOrUrn,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, 500);
        return database.read(handle -> ListQuery.of(connections.table())
                .equal("facility_id", facility.id(handle, idOrUrn))
                .page(page)
                .run(handle)
                .json("facilityCustomServiceConnections"));
    }

    @GET
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_READ)
    @Operation(operationId = "getFacilityCustomService", summary = "Get a custom service of a facility")
    public FacilityCustomService get(
            @PathParam("facilityId") String idOrUrn, @PathParam("customServiceId") String serviceId) {
        return database.read(handle -> connections.get(handle, facility.id(handle, idOrUrn), serviceId));
    }

    @POST
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(
            operationId = "createFacilityCustomServiceConnection",
            summary = "Connect a custom service to a facility")
    @APIResponseSchema(value = FacilityCustomService.class, responseCode = "201")
    public Response connect(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("customServiceId") String serviceId,
            @NotNull @Valid FacilityCustomService.Content body) {
        FacilityCustomService created = database.transaction(transaction -> {
            Handle handle = transaction.handle();
            String facilityId = facility.id(handle, idOrUrn);
            facilities.hold(handle, List.of(facilityId));
            Instant now = clock.instant();
            return connections
                    .insert(
                            handle,
                            new FacilityCustomService(
                                    identifiers.next(),
                                    1,
                                    now,
                                    now,
                                    facilityId,
                                    services.table().get(handle, serviceId).id(),
                                    body.status(),
                                    body.executionTimeInMin()))
                    .resource();
        });
        return Response.created(URI.create("/api/facilities/" + created.facilityRef() + "/customservices/" + serviceId))
                .entity(created)
                .build();
    }

    @PATCH
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(
            operationId = "updateFacilityCustomServiceConnection",
            summary = "Change the connection of a custom service to a facility")
    public FacilityCustomService change(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("customServiceId") String serviceId,
            @NotNull @Valid FacilityCustomService.Changes body) {
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            FacilityCustomService before = connections.get(handle, facility.id(handle, idOrUrn), serviceId);
            if (before.version() != body.version()) {
                throw Rejection.versionConflict(
                        connections.table().kind(), before.id(), body.version(), before.version());
            }
            return connections.table().update(handle, body.of(before)).resource();
        });
    }

    /** The contract names no version here: whatever is there goes, unless somebody changes it at the same time. */
    @DELETE
    @Path("/{customServiceId}")
    @Permitted(Permission.CUSTOM_SERVICE_WRITE)
    @Operation(operationId = "deleteFacilityCustomServiceConnection", summary = "Take a custom service from a facility")
    @APIResponse(responseCode = "200")
    public Response disconnect(
            @PathParam("facilityId") String idOrUrn, @PathParam("customServiceId") String serviceId) {
        database.inTransaction(transaction -> {
            Handle handle = transaction.handle();
            FacilityCustomService connection = connections.get(handle, facility.id(handle, idOrUrn), serviceId);
            connections.table().delete(handle, connection.id(), connection.version());
        });
        return Response.ok().build();
    }
}
