package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The contract names no permissions here; Waybill asks for that to read routing, since nothing is changed. */
@Tag(name = "Sourcing Options (DOMS)")
@Path("/api/routing/sourcingoptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SourcingOptionsResource {
    private final Database database;
    private final SourcingOptions options;
    private final FindSourcingOptions findSourcingOptions;

    SourcingOptionsResource(Database database, SourcingOptions options, FindSourcingOptions findSourcingOptions) {
        this.database = database;
        this.options = options;
        this.findSourcingOptions = findSourcingOptions;
    }

    @POST
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "createSourcingOptionsRequest")
    @APIResponseSchema(value = SourcingOptionsAnswer.class, responseCode = "201")
    public Response create(@NotNull @Valid SourcingOptionsRequest body) {
        SourcingOptions.StoredAnswer answer = findSourcingOptions.find(body);
        return Response.created(URI.create("/api/routing/sourcingoptions/" + answer.id()))
                .entity(answer.json())
                .build();
    }

    @GET
    @Path("/{sourcingOptionsRequestId}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getSourcingOption")
    @APIResponseSchema(SourcingOptionsAnswer.class)
    public String get(@PathParam("sourcingOptionsRequestId") String id) {
        return database.read(handle -> options.json(handle, id));
    }
}
