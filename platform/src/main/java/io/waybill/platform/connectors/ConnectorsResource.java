package io.waybill.platform.connectors;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What Waybill adds: connectors tell how they are, and are told what to replay. */
@Path("/waybill/connectors")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: connectors")
public class ConnectorsResource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private final Database database;
    private final ConnectorReports reports;

    ConnectorsResource(Database database, ConnectorReports reports) {
        this.database = database;
        this.reports = reports;
    }

    /** All connectors that ever reported. */
    public record Connectors(List<ConnectorReports.Known> connectors) {}

    /** Keys of the parked messages whose work is to be done again. */
    public record Wishes(List<String> replay) {}

    /** Which parked message is meant. */
    public record ReplayRequest(@NotBlank @Size(max = 256) String key) {}

    @GET
    @Permitted(Permission.TENANT_CONNECTOR_CONFIG_READ)
    @Operation(operationId = "getConnectors", summary = "The last report of each connector")
    public Connectors list() {
        return new Connectors(database.read(reports::all));
    }

    @GET
    @Path("{name}")
    @Permitted(Permission.TENANT_CONNECTOR_CONFIG_READ)
    @Operation(operationId = "getConnector", summary = "The last report of a connector")
    public ConnectorReports.Known get(@PathParam("name") String name) {
        return database.read(handle -> reports.get(handle, name));
    }

    @PUT
    @Path("{name}")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    @Operation(
            operationId = "reportConnector",
            summary = "A connector tells how it is, and is told which parked messages to replay")
    public Wishes report(@PathParam("name") String name, @Valid @NotNull ConnectorReport report) {
        if (!NAME.matcher(name).matches()) {
            throw Rejection.invalid("name must be 1 to 200 letters, digits, dots, dashes, underscores or tildes");
        }
        return new Wishes(database.transaction(transaction -> reports.report(transaction.handle(), name, report)));
    }

    @POST
    @Path("{name}/replay")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    @Operation(
            operationId = "replayConnectorMessage",
            summary = "Have a parked message's work done again when the connector reports next")
    @APIResponse(responseCode = "202")
    public Response replay(@PathParam("name") String name, @Valid @NotNull ReplayRequest request) {
        database.inTransaction(transaction -> reports.wantReplay(transaction.handle(), name, request.key()));
        return Response.accepted().build();
    }

    @DELETE
    @Path("{name}")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    @Operation(operationId = "forgetConnector", summary = "Forget a connector that is gone")
    @APIResponse(responseCode = "204")
    public Response forget(@PathParam("name") String name) {
        database.inTransaction(transaction -> reports.forget(transaction.handle(), name));
        return Response.noContent().build();
    }
}
