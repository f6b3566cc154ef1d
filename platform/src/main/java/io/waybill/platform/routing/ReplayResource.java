package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Stored;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** Comparisons of strategies on the orders of a period. They change nothing, so to read the configuration is enough. */
@Tag(name = "Waybill: replays")
@Path("/waybill/routing/replays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReplayResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final Replays replays;
    private final AskForReplay askForReplay;

    ReplayResource(Database database, Replays replays, AskForReplay askForReplay) {
        this.database = database;
        this.replays = replays;
        this.askForReplay = askForReplay;
    }

    @POST
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "createReplay")
    @APIResponseSchema(value = Replay.class, responseCode = "202")
    public Response create(@NotNull @Valid Replay.Question body) {
        Stored<Replay> stored = askForReplay.ask(body);
        return Response.accepted(stored.json())
                .location(URI.create(
                        "/waybill/routing/replays/" + stored.resource().id()))
                .build();
    }

    @GET
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getReplays")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> replays.page(handle, page)).json("replays");
    }

    @GET
    @Path("/{replayId}")
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getReplay")
    @APIResponseSchema(Replay.class)
    public String get(@PathParam("replayId") String id) {
        return database.read(handle -> replays.table().getJson(handle, id));
    }
}
