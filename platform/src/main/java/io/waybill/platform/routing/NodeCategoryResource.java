package io.waybill.platform.routing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The contract names no permissions here; Waybill asks for those of the routing configuration. */
@Tag(name = "Routing Strategy (DOMS)")
@Path("/api/routing/nodeconfigcategories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NodeCategoryResource {
    private static final int LARGEST_PAGE = 100;

    private final Database database;
    private final NodeCategories categories;
    private final Identifiers identifiers;
    private final Clock clock;

    NodeCategoryResource(Database database, NodeCategories categories, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.categories = categories;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @GET
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getRoutingStrategyNodeConfigCategories")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(
                        handle -> ListQuery.of(categories.table()).page(page).run(handle))
                .json("routingStrategyNodeConfigCategories");
    }

    @POST
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "postRoutingStrategyNodeConfigCategory")
    @APIResponseSchema(value = NodeCategory.class, responseCode = "201")
    public Response create(@NotNull @Valid NodeCategory.ForCreation body) {
        Instant now = clock.instant();
        NodeCategory category = new NodeCategory(
                identifiers.next(),
                1,
                now,
                now,
                body.nameLocalized(),
                RoutingStrategy.text(body.nameLocalized()),
                body.color());
        String created = database.transaction(transaction ->
                categories.table().insert(transaction.handle(), category).json());
        return Response.created(URI.create("/api/routing/nodeconfigcategories/" + category.id()))
                .entity(created)
                .build();
    }

    @GET
    @Path("/{categoryId}")
    @Permitted(Permission.ROUTING_CONFIG_READ)
    @Operation(operationId = "getRoutingStrategyNodeConfigCategory")
    @APIResponseSchema(NodeCategory.class)
    public String get(@PathParam("categoryId") String id) {
        return database.read(handle -> categories.table().getJson(handle, id));
    }

    @PUT
    @Path("/{categoryId}")
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "putRoutingStrategyNodeConfigCategory")
    @APIResponseSchema(NodeCategory.class)
    public String put(@PathParam("categoryId") String id, @NotNull @Valid NodeCategory.ForModification body) {
        return database.transaction(transaction -> {
            NodeCategory before = categories.table().get(transaction.handle(), id, body.version());
            return categories
                    .table()
                    .update(transaction.handle(), before.with(body.nameLocalized(), body.color()))
                    .json();
        });
    }

    @DELETE
    @Path("/{categoryId}")
    @Permitted(Permission.ROUTING_CONFIG_WRITE)
    @Operation(operationId = "deleteRoutingStrategyNodeConfigCategory")
    @APIResponse(responseCode = "200")
    public Response delete(@PathParam("categoryId") String id) {
        database.inTransaction(transaction -> categories.delete(transaction.handle(), id));
        return Response.ok().build();
    }
}
