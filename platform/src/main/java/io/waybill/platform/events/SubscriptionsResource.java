package io.waybill.platform.events;

import static io.waybill.platform.access.Permission.SUBSCRIPTION_READ;
import static io.waybill.platform.access.Permission.SUBSCRIPTION_WRITE;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.ListPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

@Path("/api/subscriptions")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Eventing (Core)")
public class SubscriptionsResource {
    private static final int LARGEST_PAGE = 500;

    private final Database database;
    private final Subscriptions subscriptions;
    private final Subscribe subscribe;

    SubscriptionsResource(Database database, Subscriptions subscriptions, Subscribe subscribe) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.subscribe = subscribe;
    }

    @GET
    @Permitted(SUBSCRIPTION_READ)
    @Operation(operationId = "getSubscriptions", summary = "List subscriptions")
    @APIResponse(responseCode = "200")
    public String list(
            @QueryParam("size") @Nullable Integer size, @QueryParam("startAfterId") @Nullable String startAfterId) {
        ListPage page = ListPage.of(size, startAfterId, LARGEST_PAGE);
        return database.read(handle -> "{\"subscriptions\":["
                + String.join(",", subscriptions.page(handle, page))
                + "],\"total\":" + subscriptions.count(handle) + "}");
    }

    @POST
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(operationId = "addSubscription", summary = "Create subscription")
    @APIResponseSchema(value = Subscription.class, responseCode = "201")
    public Response add(@Valid @NotNull SubscriptionForCreation subscription) {
        Subscribe.Made made = subscribe.subscribe(subscription);
        return Response.created(URI.create("/api/subscriptions/" + made.id()))
                .entity(made.json())
                .build();
    }

    @DELETE
    @Path("/{subscriptionId}")
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(operationId = "deleteSubscription", summary = "Delete subscription")
    @APIResponseSchema(Subscription.class)
    public String delete(@PathParam("subscriptionId") String subscriptionId) {
        return subscribe.unsubscribe(subscriptionId);
    }
}
