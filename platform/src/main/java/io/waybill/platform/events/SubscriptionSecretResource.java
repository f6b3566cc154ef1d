package io.waybill.platform.events;

import static io.waybill.platform.access.Permission.SUBSCRIPTION_WRITE;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.database.Database;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The secret of a subscription: read it, replace it. */
@Path("/waybill/subscriptions/{subscriptionId}/secret")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waybill: events")
public class SubscriptionSecretResource {
    private final Database database;
    private final Subscriptions subscriptions;
    private final DeliveryWorker worker;

    SubscriptionSecretResource(Database database, Subscriptions subscriptions, DeliveryWorker worker) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.worker = worker;
    }

    /** What a receiver verifies signatures with. */
    public record Secret(String secret) {}

    @GET
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(operationId = "getSubscriptionSecret", summary = "The secret that signs the deliveries")
    public Secret secret(@PathParam("subscriptionId") String subscriptionId) {
        return new Secret(database.read(handle -> subscriptions.secret(handle, subscriptionId)));
    }

    @POST
    @Permitted(SUBSCRIPTION_WRITE)
    @Operation(operationId = "replaceSubscriptionSecret", summary = "Make a new secret; it signs from now on")
    public Secret replaceSecret(@PathParam("subscriptionId") String subscriptionId) {
        String secret = WebhookSignature.newSecret();
        database.inTransaction(transaction -> {
            subscriptions.replaceSecret(transaction.handle(), subscriptionId, secret);
            transaction.afterCommit(worker::subscriptionsChanged);
        });
        return new Secret(secret);
    }
}
