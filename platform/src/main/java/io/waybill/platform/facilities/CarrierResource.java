package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.BodyReader;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/carriers}: the carriers of the tenant. */
@Path("/api/carriers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Carriers (Operations)")
class CarrierResource {
    /** A change names the carrier by its path; its key stays what it is. */
    private static final Set<String> FIXED = Set.of("action", "id", "version", "created", "lastModified", "key");

    private final Database database;
    private final Carriers carriers;
    private final CarrierCredentials credentials;
    private final BodyReader bodies;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    CarrierResource(
            Database database,
            Carriers carriers,
            CarrierCredentials credentials,
            BodyReader bodies,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.carriers = carriers;
        this.credentials = credentials;
        this.bodies = bodies;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.CARRIER_READ)
    @Operation(operationId = "getCarriers", summary = "List carriers")
    public StrippedCarrier.Page list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListQuery.ListResult found = database.read(handle -> ListQuery.of(carriers.table())
                .page(ListPage.of(size, startAfterId, 500))
                .run(handle));
        return new StrippedCarrier.Page(
                carriers.table().parseAll(found.documents()).stream()
                        .map(carrier -> StrippedCarrier.of(carrier, carrier.status()))
                        .toList(),
                found.total());
    }

    @POST
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "addCarrier", summary = "Create a carrier")
    @APIResponseSchema(value = Carrier.class, responseCode = "201")
    public Response create(@NotNull @Valid CarrierForCreation body) {
        Instant now = clock.instant();
        Carrier carrier = body.toCarrier(identifiers.next(), 1, now, now);
        database.inTransaction(transaction -> {
            carriers.insert(transaction.handle(), carrier);
            credentials.put(transaction, CarrierCredentials.Owner.carrier(carrier.id()), body.credentials());
        });
        return Response.created(URI.create("/api/carriers/" + carrier.id()))
                .entity(carrier)
                .build();
    }

    @GET
    @Path("/{carrierId}")
    @Permitted(Permission.CARRIER_READ)
    @Operation(operationId = "getCarrier", summary = "Get a carrier")
    public Carrier get(@PathParam("carrierId") String id) {
        return database.read(handle -> carriers.get(handle, id));
    }

    @PATCH
    @Path("/{carrierId}")
    @Permitted(Permission.CARRIER_WRITE)
    @Operation(operationId = "patchCarrier", summary = "Change a carrier")
    public Carrier patch(@PathParam("carrierId") String id, @NotNull @Valid CarrierPatch body) {
        return database.transaction(transaction -> {
            Carrier before = carriers.table().get(transaction.handle(), id, body.version);
            ObjectNode changed = json.valueToTree(before);
            for (JsonNode action : body.actions) {
                if (!"ModifyCarrier".equals(action.path("action").textValue())) {
                    throw Rejection.invalid("actions.action must be ModifyCarrier");
                }
                action.properties().forEach(field -> {
                    if (!FIXED.contains(field.getKey())) {
                        changed.set(field.getKey(), field.getValue());
                    }
                });
            }
            CarrierForCreation said = bodies.read(changed, CarrierForCreation.class);
            Carrier carrier = said.toCarrier(before.id(), before.version(), before.created(), before.lastModified());
            Carrier updated =
                    carriers.table().update(transaction.handle(), carrier).resource();
            credentials.put(transaction, CarrierCredentials.Owner.carrier(id), said.credentials());
            return updated;
        });
    }

    record CarrierPatch(
            @NotNull Long version, @NotEmpty @Size(max = 25) List<@NotNull JsonNode> actions) {}
}
