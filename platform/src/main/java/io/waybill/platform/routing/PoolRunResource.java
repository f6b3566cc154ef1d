package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pools of orders that are routed and not begun: what was found when they were planned again together. */
@Tag(name = "Waybill: routing")
@Path("/waybill/routing/pool/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PoolRunResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final PoolRuns runs;
    private final ImprovePools improvePools;

    PoolRunResource(Database database, PoolRuns runs, ImprovePools improvePools) {
        this.database = database;
        this.runs = runs;
        this.improvePools = improvePools;
    }

    /** A run for each pool. */
    record Runs(List<PoolRun> poolRuns) {}

    /** A run and what it found, what saves most first. */
    record RunWithImprovements(PoolRun run, List<PoolImprovement> improvements) {}

    @POST
    @Permitted(Permission.PROCESS_REROUTE)
    @Operation(operationId = "runPools", summary = "Look at all pools now, and apply what they find where they are on")
    @APIResponseSchema(value = Runs.class, responseCode = "201")
    public Response run() {
        return Response.status(Response.Status.CREATED)
                .entity(new Runs(improvePools.now()))
                .build();
    }

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getPoolRuns", summary = "What was found when pools were looked at, the latest first")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("startAfterId") @Nullable String startAfterId) {
        if (limit != null && (limit < 1 || limit > LARGEST_PAGE)) {
            throw Rejection.invalid("limit must be between 1 and " + LARGEST_PAGE);
        }
        ListPage page = ListPage.of(limit, startAfterId, LARGEST_PAGE);
        return database.read(handle -> runs.page(handle, page));
    }

    @GET
    @Path("/{runId}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getPoolRun", summary = "A run with its improvements, and what became of them")
    @APIResponseSchema(RunWithImprovements.class)
    public String get(@PathParam("runId") String id) {
        return database.read(handle -> runs.answer(handle, id));
    }
}
