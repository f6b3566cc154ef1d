package io.waybill.platform.orders;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.LocalizedReason;
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
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract names no permissions here; Waybill asks for those of configurations. */
@Tag(name = "Orders Configuration (DOMS)")
@Path("/api/cancelationreasons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CancelationReasonResource {
    private static final int LARGEST_PAGE = 500;

    private final Database database;
    private final CancelationReasons reasons;
    private final Identifiers identifiers;
    private final Clock clock;

    CancelationReasonResource(Database database, CancelationReasons reasons, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.reasons = reasons;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getCancelationReasons")
    @APIResponse(responseCode = "200")
    public Response list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return Response.ok(database.read(handle -> reasons.all().page(handle, page)))
                .build();
    }

    @POST
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "postCancelationReason")
    @APIResponseSchema(value = LocalizedReason.class, responseCode = "201")
    public Response create(@NotNull @Valid LocalizedReason.ForCreation body) {
        return database.transaction(transaction -> {
            Optional<String> same = reasons.all().sameAs(transaction.handle(), body.reasonLocalized());
            if (same.isPresent()) {
                return Response.status(Response.Status.SEE_OTHER)
                        .location(location(same.get()))
                        .build();
            }
            LocalizedReason created = body.with(identifiers.next(), CancelationReasons.ACTION, clock.instant());
            String answer =
                    reasons.all().table().insert(transaction.handle(), created).json();
            return Response.created(location(created.id())).entity(answer).build();
        });
    }

    @GET
    @Path("/{cancelationReasonId}")
    @Permitted(Permission.CONFIG_READ)
    @Operation(operationId = "getCancelationReasonById")
    @APIResponseSchema(LocalizedReason.class)
    public String get(@PathParam("cancelationReasonId") String id) {
        return database.read(handle -> reasons.all().table().getJson(handle, id));
    }

    @PUT
    @Path("/{cancelationReasonId}")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "putCancelationReason")
    @APIResponseSchema(LocalizedReason.class)
    public String put(
            @PathParam("cancelationReasonId") String id, @NotNull @Valid LocalizedReason.ForModification body) {
        return database.transaction(transaction -> reasons.all()
                .table()
                .update(
                        transaction.handle(),
                        body.of(reasons.all().table().get(transaction.handle(), id, body.version())))
                .json());
    }

    @DELETE
    @Path("/{cancelationReasonId}")
    @Permitted(Permission.CONFIG_WRITE)
    @Operation(operationId = "deleteCancelationReason")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("cancelationReasonId") String id) {
        database.inTransaction(transaction -> {
            LocalizedReason reason = reasons.all().table().get(transaction.handle(), id);
            reasons.all().table().delete(transaction.handle(), id, reason.version());
        });
        return Response.ok().build();
    }

    private static URI location(String id) {
        return URI.create("/api/cancelationreasons/" + id);
    }
}
