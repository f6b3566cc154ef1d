package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Tag(name = "RoutingJournal (doms)")
@Path("/api/routing/journals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoutingJournalResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final RoutingJournals journals;

    RoutingJournalResource(Database database, RoutingJournals journals) {
        this.database = database;
        this.journals = journals;
    }

    @GET
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "listRoutingJournals")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("processRef") @Nullable String processRef,
            @QueryParam("orderRef") @Nullable String orderRef,
            @QueryParam("size") @Nullable Integer size,
            @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> journals.page(handle, page, processRef, orderRef));
    }

    @GET
    @Path("/{id}")
    @Permitted(Permission.ROUTING_READ)
    @Operation(operationId = "getRoutingJournalById")
    @APIResponseSchema(RoutingJournal.class)
    public String get(@PathParam("id") String id) {
        return database.read(handle -> journals.json(handle, id));
    }
}
