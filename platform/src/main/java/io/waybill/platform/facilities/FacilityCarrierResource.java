package io.waybill.platform.facilities;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Caller;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Tags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** {@code /api/facilities/{id}/carriers}: the carriers that serve a facility. */
@Path("/api/facilities/{facilityId}/carriers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Facilities (Core)")
class FacilityCarrierResource {
    private final Database database;
    private final Facilities facilities;
    private final Carriers carriers;
    private final FacilityCarriers connections;
    private final CarrierCredentials credentials;
    private final Tags tags;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Caller caller;

    FacilityCarrierResource(
            Database database,
            Facilities facilities,
            Carriers carriers,
            FacilityCarriers connections,
            CarrierCredentials credentials,
            Tags tags,
            Identifiers identifiers,
            Clock clock,
            Caller caller) {
        this.database = database;
        this.facilities = facilities;
        this.carriers = carriers;
        this.connections = connections;
        this.credentials = credentials;
        this.tags = tags;
        this.identifiers = identifiers;
        this.clock = clock;
        this.caller = caller;
    }

    /** A carrier is shown as active when it can be used here: its connection and the carrier itself are active. */
    @GET
    @Permitted(Permission.FACILITY_READ)
    @Operation(operationId = "listFacilityCarriers", summary = "List the carriers of a facility")
    public StrippedCarrier.Page list(@PathParam("facilityId") String idOrUrn) {
        return database.read(handle -> {
            String facilityId = facility(handle, idOrUrn);
            List<FacilityCarrier> connected =
                    connections.byFacilities(handle, List.of(facilityId)).getOrDefault(facilityId, List.of());
            Map<String, Carrier> known = carriers.byIds(
                    handle, connected.stream().map(FacilityCarrier::carrierRef).toList());
            List<StrippedCarrier> listed = connected.stream()
                    .map(connection -> stripped(connection, known))
                    .toList();
            return new StrippedCarrier.Page(listed, listed.size());
        });
    }

    @GET
    @Path("/{carrierRef}")
    @Permitted(Permission.FACILITY_READ)
    @Operation(operationId = "getFacilityCarrier", summary = "Get a carrier of a facility")
    public FacilityCarrier get(@PathParam("facilityId") String idOrUrn, @PathParam("carrierRef") String carrierId) {
        return database.read(handle -> connected(handle, facility(handle, idOrUrn), carrierId));
    }

    @POST
    @Path("/{carrierRef}")
    @Permitted(Permission.FACILITY_WRITE)
    @Operation(operationId = "createCarrierToFacility", summary = "Connect a carrier to a facility")
    @APIResponseSchema(value = FacilityCarrier.class, responseCode = "201")
    public Response connect(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("carrierRef") String carrierId,
            @NotNull @Valid FacilityCarrierBody body) {
        FacilityCarrier created = database.transaction(transaction -> {
            Handle handle = transaction.handle();
            String facilityId = facility(handle, idOrUrn);
            Carrier carrier = carriers.get(handle, carrierId);
            tags.validate(handle, body.tagReferences());
            FacilityCarrier connection = connections
                    .insert(handle, body.connecting(identifiers.next(), facilityId, carrier, clock.instant()))
                    .resource();
            credentials.put(transaction, CarrierCredentials.Owner.connection(connection.id()), body.credentials());
            return connection;
        });
        return Response.created(URI.create("/api/facilities/" + created.facilityRef() + "/carriers/" + carrierId))
                .entity(created)
                .build();
    }

    @PUT
    @Path("/{carrierRef}")
    @Permitted(Permission.FACILITY_WRITE)
    @Operation(operationId = "connectCarrierToFacility", summary = "Replace the connection of a carrier to a facility")
    public FacilityCarrier replace(
            @PathParam("facilityId") String idOrUrn,
            @PathParam("carrierRef") String carrierId,
            @NotNull @Valid FacilityCarrierBody body) {
        if (body.version() == null) {
            throw Rejection.invalid("version must not be null");
        }
        long version = body.version();
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            FacilityCarrier before = connected(handle, facility(handle, idOrUrn), carrierId);
            if (before.version() != version) {
                throw Rejection.versionConflict("Carrier at a facility", before.id(), version, before.version());
            }
            tags.validate(handle, body.tagReferences());
            FacilityCarrier replaced = connections
                    .table()
                    .update(handle, body.replacing(before, carriers.get(handle, carrierId)))
                    .resource();
            credentials.put(transaction, CarrierCredentials.Owner.connection(replaced.id()), body.credentials());
            return replaced;
        });
    }

    private FacilityCarrier connected(Handle handle, String facilityId, String carrierId) {
        return connections
                .find(handle, facilityId, carrierId)
                .orElseThrow(() -> Rejection.notFound("Carrier at facility " + facilityId, carrierId));
    }

    private String facility(Handle handle, String idOrUrn) {
        String id = facilities.resolve(handle, idOrUrn).id();
        Set<String> allowed = caller.facilityIds();
        if (!allowed.isEmpty() && !allowed.contains(id)) {
            throw Rejection.forbidden("The caller is not allowed at facility " + id);
        }
        return id;
    }

    private static StrippedCarrier stripped(FacilityCarrier connection, Map<String, Carrier> known) {
        Carrier carrier = known.get(connection.carrierRef());
        if (carrier == null) {
            throw new IllegalStateException("The carrier of connection " + connection.id() + " is gone");
        }
        return StrippedCarrier.of(
                carrier, connection.isActive() && carrier.isActive() ? CarrierStatus.ACTIVE : CarrierStatus.INACTIVE);
    }
}
