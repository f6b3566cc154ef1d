package io.waybill.platform.console;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.platform.access.Browser;
import io.waybill.platform.access.Permission;
import io.waybill.platform.access.Permitted;
import io.waybill.platform.events.DeliveriesResource;
import io.waybill.platform.events.DeliveryState;
import io.waybill.platform.events.SubscriptionSecretResource;
import io.waybill.platform.events.SubscriptionsResource;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who is told of which events, what became of the deliveries, and what can be done about those that failed. */
@Browser
@Path(IntegrationPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class WebhookPages {
    static final String PATH = IntegrationPages.PATH + "/subscriptions";
    static final String DELIVERIES = IntegrationPages.PATH + "/deliveries";

    private final ShowWebhooks showWebhooks;
    private final DeliveriesResource deliveries;
    private final SubscriptionsResource subscriptions;
    private final SubscriptionSecretResource secrets;
    private final Viewer viewer;
    private final Html html;

    WebhookPages(
            ShowWebhooks showWebhooks,
            DeliveriesResource deliveries,
            SubscriptionsResource subscriptions,
            SubscriptionSecretResource secrets,
            Viewer viewer,
            Html html) {
        this.showWebhooks = showWebhooks;
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.viewer = viewer;
        this.html = html;
    }

    @GET
    @Path("/subscriptions")
    @Permitted(Permission.SUBSCRIPTION_READ)
    public Response subscriptions(@QueryParam("after") @Nullable String after) {
        return html.page(IntegrationTemplates.subscriptions(showWebhooks.subscriptions(after)));
    }

    @GET
    @Path("/subscriptions/{subscriptionId}")
    @Permitted(Permission.SUBSCRIPTION_READ)
    public Response subscription(
            @PathParam("subscriptionId") String subscriptionId,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("after") @Nullable String after) {
        DeliveryState wanted = Arrays.stream(DeliveryState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElse(DeliveryState.PARKED);
        return html.page(IntegrationTemplates.subscription(showWebhooks.subscription(subscriptionId, wanted, after)));
    }

    @GET
    @Path("/deliveries/{deliveryId}")
    @Permitted(Permission.SUBSCRIPTION_READ)
    public Response delivery(@PathParam("deliveryId") String deliveryId) {
        return html.page(IntegrationTemplates.delivery(showWebhooks.delivery(deliveryId)));
    }

    /** How far it is, for a page that waits for that. */
    @GET
    @Path("/deliveries/{deliveryId}/state")
    @Permitted(Permission.SUBSCRIPTION_READ)
    public Response deliveryState(@PathParam("deliveryId") String deliveryId) {
        return html.page(IntegrationTemplates.deliveryState(showWebhooks.delivery(deliveryId)));
    }

    @POST
    @Path("/deliveries/{deliveryId}/replay")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response replay(@PathParam("deliveryId") String deliveryId) {
        viewer.mustSeeEverything();
        deliveries.replay(deliveryId);
        return Response.seeOther(UriBuilder.fromPath(DELIVERIES).path("{id}").build(deliveryId))
                .build();
    }

    @POST
    @Path("/subscriptions/{subscriptionId}/replay")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response replayAll(@PathParam("subscriptionId") String subscriptionId) {
        viewer.mustSeeEverything();
        deliveries.replayAll(subscriptionId);
        return Response.seeOther(UriBuilder.fromPath(PATH)
                        .path("{id}")
                        .queryParam("state", DeliveryState.WAITING)
                        .build(subscriptionId))
                .build();
    }

    /** Shows the new secret in its answer, and nowhere else. */
    @POST
    @Path("/subscriptions/{subscriptionId}/secret")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response replaceSecret(@PathParam("subscriptionId") String subscriptionId) {
        Webhooks.Subscribed subscribed = showWebhooks.subscription(subscriptionId, DeliveryState.PARKED, null);
        return html.page(IntegrationTemplates.secret(
                subscribed.subscription(), secrets.replaceSecret(subscriptionId).secret()));
    }

    /** Asks before it is ended. */
    @GET
    @Path("/subscriptions/{subscriptionId}/delete")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response askBeforeDeleting(@PathParam("subscriptionId") String subscriptionId) {
        return html.page(IntegrationTemplates.deleteSubscription(
                showWebhooks.subscription(subscriptionId, DeliveryState.PARKED, null)));
    }

    @POST
    @Path("/subscriptions/{subscriptionId}/delete")
    @Permitted(Permission.SUBSCRIPTION_WRITE)
    public Response delete(@PathParam("subscriptionId") String subscriptionId) {
        viewer.mustSeeEverything();
        subscriptions.delete(subscriptionId);
        return Response.seeOther(UriBuilder.fromPath(PATH).build()).build();
    }
}
