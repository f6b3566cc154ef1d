package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.FieldChanges;
import io.waybill.connector.fields.FieldNames;
import io.waybill.connector.order.TenantOrderIds;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.status.Fulfilment.Part;
import io.waybill.connector.status.ReadFulfilment.Told;
import io.waybill.connector.status.StatusEvent.Depth;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes the shop's order show how far its fulfilment is. The event says where to look; what the order shows comes from
 * the platform's order and jobs as they are, so events may come late, twice or in any order.
 */
public final class ReflectFulfilment {
    private static final Logger LOG = System.getLogger(ReflectFulfilment.class.getName());

    private final String projectKey;
    private final ShopOrders orders;
    private final FulfilmentClient platform;
    private final RunTimeConfigurations configurations;
    private final ShopSetup setup;
    private final FieldNames names;
    private final boolean withDeliveries;
    private final String provider;
    private final StatePolicy policy;

    /** The use case on those two systems. */
    public ReflectFulfilment(
            Commercetools shop,
            FulfilmentClient platform,
            RunTimeConfigurations configurations,
            ShopSetup setup,
            FieldNames names,
            ConnectorSettings settings) {
        this.projectKey = shop.projectKey();
        this.orders = new ShopOrders(shop);
        this.platform = platform;
        this.configurations = configurations;
        this.setup = setup;
        this.names = names;
        this.withDeliveries = settings.active(Setting.FEAT_DELIVERIES_ACTIVE);
        this.provider = settings.text(Setting.TRACKING_PROVIDER);
        this.policy = new StatePolicy(
                settings.active(Setting.FEAT_COMPLETE_ACTIVE), settings.active(Setting.FEAT_CANCELBACK_ACTIVE));
    }

    /** Reflects an event with the entity it carries. */
    public Outcome reflect(StatusEvent event, JsonNode payload, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        EventOrder owner = new EventOrder(client, projectKey);
        Optional<FulfilmentOrder> platformOrder = owner.of(event, payload);
        if (platformOrder.isEmpty()) {
            return new Outcome.Ignored("The event belongs to no order of the platform");
        }
        Optional<String> shopOrderId = owner.shopOrderId(platformOrder.get(), payload);
        if (shopOrderId.isEmpty()) {
            return new Outcome.Ignored("The order does not come from this shop");
        }
        Optional<JsonNode> order = orders.find(shopOrderId.get(), deadline);
        if (order.isEmpty()) {
            return new Outcome.Ignored("The shop has no order " + shopOrderId.get() + " any more");
        }
        // The platform is read after the order, each time again: of two instances at work on one order, whoever writes
        // last has then seen at least what the other one saw.
        return write(
                order.get(), shopOrder -> fulfilment(event, payload, platformOrder.get(), shopOrder, client), deadline);
    }

    private Outcome write(JsonNode order, Function<JsonNode, Fulfilment> reading, Deadline deadline) {
        ShopSetup.Present present = setup.present(configurations.current(deadline), deadline);
        try {
            // One update, all or nothing: whoever sees the order shipped sees its parcels too.
            boolean written = orders.update(order, deadline, fresh -> everything(fresh, reading.apply(fresh), present));
            return written
                    ? new Outcome.Done("order " + order.path("id").asText() + " updated")
                    : new Outcome.Ignored("The order shows it already");
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            setup.doubt();
            writeWhatIsTaken(order, reading, present, deadline);
            throw refused;
        }
    }

    /** A delivery, a field or a transition that the shop does not take must not keep the rest back. */
    private void writeWhatIsTaken(
            JsonNode order, Function<JsonNode, Fulfilment> reading, ShopSetup.Present present, Deadline deadline) {
        for (Aspect aspect : aspects(present)) {
            try {
                orders.update(latest(order, deadline), deadline, fresh -> aspect.missing(fresh, reading.apply(fresh)));
            } catch (CommercetoolsRejectedException refused) {
                if (refused.versionConflict() || refused.accessDenied()) {
                    throw refused;
                }
                LOG.log(
                        Logger.Level.WARNING,
                        "order {0}: the shop does not take all of it: {1}",
                        order.path("id").asText(),
                        refused.answer());
            }
        }
    }

    private JsonNode latest(JsonNode order, Deadline deadline) {
        return orders.find(order.path("id").asText(), deadline).orElse(order);
    }

    /** One of the things that an order shows of its fulfilment. */
    private interface Aspect {
        List<ObjectNode> missing(JsonNode order, Fulfilment fulfilment);
    }

    private List<ObjectNode> everything(JsonNode order, Fulfilment fulfilment, ShopSetup.Present present) {
        return aspects(present).stream()
                .flatMap(aspect -> aspect.missing(order, fulfilment).stream())
                .toList();
    }

    /** In the order in which they are written when they cannot be written at once: parcels before the state. */
    private List<Aspect> aspects(ShopSetup.Present present) {
        List<Aspect> aspects = new ArrayList<>();
        if (withDeliveries) {
            ParcelStyle style = new ParcelStyle(provider, present.parcelType(), names.parcel());
            aspects.add((order, fulfilment) -> Deliveries.missing(order, fulfilment, style));
        }
        aspects.add((order, fulfilment) -> ShopOrderChanges.states(order, fulfilment, policy));
        present.orderType().ifPresent(type -> aspects.add((order, fulfilment) -> fields(order, fulfilment, type)));
        present.syncChannel()
                .ifPresent(channel ->
                        aspects.add((order, fulfilment) -> ShopOrderChanges.syncInfo(order, fulfilment, channel)));
        present.lineStates()
                .ifPresent(states ->
                        aspects.add((order, fulfilment) -> LineTransitions.missing(order, fulfilment, states)));
        return aspects;
    }

    private List<ObjectNode> fields(JsonNode order, Fulfilment fulfilment, CustomTypes.Known type) {
        if (FieldChanges.takes(order, type)) {
            return ShopOrderChanges.fields(order, fulfilment, type, names);
        }
        LOG.log(
                Logger.Level.WARNING,
                "order {0} has another custom type than {1}: its fields are not written",
                order.path("id").asText(),
                type.key());
        return List.of();
    }

    private Fulfilment fulfilment(
            StatusEvent event, JsonNode payload, FulfilmentOrder own, JsonNode order, FulfilmentClient client) {
        ReadFulfilment reading = new ReadFulfilment(client);
        FulfilmentOrder now = event.depth() == Depth.JOBS ? client.orders().get(own.id()) : own;
        List<Part> parts = new ArrayList<>();
        for (FulfilmentOrder each : allParts(now, order, client)) {
            Told told = each.id().equals(own.id()) ? Told.by(event, payload) : Told.NOTHING;
            parts.add(reading.part(each, event.depth(), told));
        }
        return new Fulfilment(List.copyOf(parts), event.depth());
    }

    /** The platform's orders that the shop's order became: more than one only where it goes to several addresses. */
    private List<FulfilmentOrder> allParts(FulfilmentOrder own, JsonNode order, FulfilmentClient client) {
        List<String> ids = TenantOrderIds.candidates(order);
        Optional<String> number =
                Optional.of(order.path("orderNumber").asText("")).filter(text -> !text.isBlank());
        long bases = TenantOrderIds.bases(order.path("id").asText(), number).size();
        if (ids.size() <= bases) {
            return List.of(own);
        }
        return Stream.concat(
                        Stream.of(own),
                        ids.stream()
                                .filter(id -> !id.equals(own.tenantOrderId()))
                                .flatMap(id -> part(id, order, client).stream()))
                .sorted(Comparator.comparing(found -> String.valueOf(found.tenantOrderId())))
                .toList();
    }

    /** An id may be used again once its order is cancelled, so a living order comes first. */
    private static Optional<FulfilmentOrder> part(String tenantOrderId, JsonNode order, FulfilmentClient client) {
        return client.orders().withTenantOrderId(tenantOrderId).stream()
                .map(stripped -> client.orders().get(stripped.id()))
                .filter(found -> found.customAttributes()
                        .path("commercetoolsId")
                        .asText("")
                        .equals(order.path("id").asText()))
                .min(Comparator.comparing(FulfilmentOrder::cancelled));
    }
}
