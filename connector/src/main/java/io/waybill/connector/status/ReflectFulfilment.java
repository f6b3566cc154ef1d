package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.HandoverJob;
import io.waybill.client.PickJob;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.ShopOrders;
import io.waybill.connector.order.TenantOrderIds;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.settings.RunTimeConfigurations;
import io.waybill.connector.status.Fulfilment.Part;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final OrderType orderType;
    private final FieldNames names;
    private final boolean withDeliveries;

    /** The use case on those two systems. */
    public ReflectFulfilment(
            Commercetools shop,
            FulfilmentClient platform,
            RunTimeConfigurations configurations,
            OrderType orderType,
            FieldNames names,
            boolean withDeliveries) {
        this.projectKey = shop.projectKey();
        this.orders = new ShopOrders(shop);
        this.platform = platform;
        this.configurations = configurations;
        this.orderType = orderType;
        this.names = names;
        this.withDeliveries = withDeliveries;
    }

    /** Reflects an event with the entity it carries. */
    public Outcome reflect(StatusEvent event, JsonNode payload, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        Optional<FulfilmentOrder> platformOrder = platformOrder(event, payload, client);
        if (platformOrder.isEmpty()) {
            return new Outcome.Ignored("The event belongs to no order of the platform");
        }
        Optional<String> shopOrderId = shopOrderId(platformOrder.get(), payload);
        if (shopOrderId.isEmpty()) {
            return new Outcome.Ignored("The order does not come from this shop");
        }
        Optional<JsonNode> order = orders.find(shopOrderId.get(), deadline);
        if (order.isEmpty()) {
            return new Outcome.Ignored("The shop has no order " + shopOrderId.get() + " any more");
        }
        Fulfilment fulfilment = fulfilment(event, payload, platformOrder.get(), order.get(), client);
        return write(order.get(), fulfilment, deadline);
    }

    private Outcome write(JsonNode order, Fulfilment fulfilment, Deadline deadline) {
        Optional<OrderType.Known> type = orderType.ensured(configurations.current(deadline), deadline);
        try {
            // One update, all or nothing: whoever sees the order shipped sees its parcels too.
            boolean written = orders.update(order, deadline, fresh -> everything(fresh, fulfilment, type));
            return written
                    ? new Outcome.Done("order " + order.path("id").asText() + " updated")
                    : new Outcome.Ignored("The order shows it already");
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            orderType.doubt();
            writeWhatIsTaken(order, fulfilment, type, deadline);
            throw refused;
        }
    }

    /** A delivery or a field that the shop does not take must not keep the rest back, least of all the state. */
    private void writeWhatIsTaken(
            JsonNode order, Fulfilment fulfilment, Optional<OrderType.Known> type, Deadline deadline) {
        try {
            orders.update(latest(order, deadline), deadline, fresh -> stateAndFields(fresh, fulfilment, type));
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            orders.update(latest(order, deadline), deadline, fresh -> ShopOrderChanges.state(fresh, fulfilment));
        }
    }

    private JsonNode latest(JsonNode order, Deadline deadline) {
        return orders.find(order.path("id").asText(), deadline).orElse(order);
    }

    private List<ObjectNode> everything(JsonNode order, Fulfilment fulfilment, Optional<OrderType.Known> type) {
        List<ObjectNode> actions = new ArrayList<>();
        if (withDeliveries && fulfilment.depth().includes(StatusEvent.Depth.HANDOVER_JOBS)) {
            actions.addAll(Deliveries.missing(order, fulfilment));
        }
        actions.addAll(stateAndFields(order, fulfilment, type));
        return actions;
    }

    private List<ObjectNode> stateAndFields(JsonNode order, Fulfilment fulfilment, Optional<OrderType.Known> type) {
        List<ObjectNode> actions = new ArrayList<>(ShopOrderChanges.state(order, fulfilment));
        type.ifPresent(known -> {
            if (ShopOrderChanges.takesFields(order, known)) {
                actions.addAll(ShopOrderChanges.fields(order, fulfilment, known, names));
            } else {
                LOG.log(
                        Logger.Level.WARNING,
                        "order {0} has another custom type than {1}: its fields are not written",
                        order.path("id").asText(),
                        known.key());
            }
        });
        return actions;
    }

    private Fulfilment fulfilment(
            StatusEvent event, JsonNode payload, FulfilmentOrder own, JsonNode order, FulfilmentClient client) {
        ReadFulfilment reading = new ReadFulfilment(client);
        Optional<PickJob> pick = about(event, "PICK_JOB") ? Optional.of(PickJob.read(payload)) : Optional.empty();
        Optional<HandoverJob> handover =
                about(event, "HANDOVERJOB") ? Optional.of(HandoverJob.read(payload)) : Optional.empty();
        List<Part> parts = new ArrayList<>();
        for (FulfilmentOrder each : allParts(own, order, client)) {
            boolean eventsOwn = each.id().equals(own.id());
            parts.add(reading.part(
                    each, event.depth(), eventsOwn ? pick : Optional.empty(), eventsOwn ? handover : Optional.empty()));
        }
        return new Fulfilment(List.copyOf(parts), event.depth());
    }

    /** The platform's orders that the shop's order became: more than one only where it goes to several addresses. */
    private List<FulfilmentOrder> allParts(FulfilmentOrder own, JsonNode order, FulfilmentClient client) {
        List<String> ids = TenantOrderIds.candidates(order);
        long bases =
                TenantOrderIds.bases(order.path("id").asText(), number(order)).size();
        if (ids.size() <= bases) {
            return List.of(own);
        }
        return Stream.concat(
                        Stream.of(own),
                        ids.stream()
                                .filter(id -> !id.equals(own.tenantOrderId()))
                                .flatMap(id -> client.orders().withTenantOrderId(id).stream())
                                .map(stripped -> client.orders().get(stripped.id()))
                                .filter(found -> found.customAttributes()
                                        .path("commercetoolsId")
                                        .asText("")
                                        .equals(order.path("id").asText())))
                .filter(found -> !found.cancelled() || found.id().equals(own.id()))
                .sorted(java.util.Comparator.comparing(found -> String.valueOf(found.tenantOrderId())))
                .toList();
    }

    private static Optional<String> number(JsonNode order) {
        return text(order, "orderNumber");
    }

    // ---- whose event is it

    private Optional<FulfilmentOrder> platformOrder(StatusEvent event, JsonNode payload, FulfilmentClient client) {
        if (event == StatusEvent.ORDER_CREATED) {
            return Optional.of(FulfilmentOrder.read(payload));
        }
        return text(payload, "orderRef")
                .flatMap(id -> order(id, client))
                .or(() -> byProcess(payload, client))
                .or(() -> byTenantOrderId(payload, client));
    }

    private static Optional<FulfilmentOrder> byProcess(JsonNode payload, FulfilmentClient client) {
        return text(payload, "processId")
                .flatMap(id -> existing(() -> client.process(id)))
                .flatMap(process -> text(process, "orderRef"))
                .flatMap(id -> order(id, client));
    }

    private static Optional<FulfilmentOrder> byTenantOrderId(JsonNode payload, FulfilmentClient client) {
        return text(payload, "tenantOrderId")
                .flatMap(id -> client.orders().withTenantOrderId(id).stream().findFirst())
                .flatMap(stripped -> order(stripped.id(), client));
    }

    private static Optional<FulfilmentOrder> order(String id, FulfilmentClient client) {
        return existing(() -> client.orders().get(id));
    }

    private static <T> Optional<T> existing(java.util.function.Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (FulfilmentRejectedException refused) {
            if (refused.notFound()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** The shop's order id that the export left on the platform's order; two shops may share one platform. */
    private Optional<String> shopOrderId(FulfilmentOrder platformOrder, JsonNode payload) {
        JsonNode attributes = platformOrder.customAttributes();
        if (!attributes.path("commercetoolsProject").asText(projectKey).equals(projectKey)) {
            return Optional.empty();
        }
        return text(attributes, "commercetoolsId").or(() -> text(payload.path("customAttributes"), "commercetoolsId"));
    }

    private static boolean about(StatusEvent event, String entity) {
        return event.name().startsWith(entity);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
