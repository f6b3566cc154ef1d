package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.FulfilmentRejectedException;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the order of the platform that an event is about, and the order of the shop that it was. */
final class EventOrder {
    private final FulfilmentClient platform;
    private final String projectKey;

    /** Looks on that platform for orders of that project. */
    EventOrder(FulfilmentClient platform, String projectKey) {
        this.platform = platform;
        this.projectKey = projectKey;
    }

    /** The platform's order; empty when the event belongs to none. */
    Optional<FulfilmentOrder> of(StatusEvent event, JsonNode payload) {
        if (event == StatusEvent.ORDER_CREATED) {
            return Optional.of(FulfilmentOrder.read(payload));
        }
        if (event.subject() == StatusEvent.Subject.ORDER) {
            return text(payload, "id").flatMap(this::order);
        }
        return text(payload, "orderRef")
                .flatMap(this::order)
                .or(() -> byProcess(payload))
                .or(() -> byTenantOrderId(payload));
    }

    private Optional<FulfilmentOrder> byProcess(JsonNode payload) {
        return text(payload, "processId")
                .or(() -> text(payload, "processRef"))
                .flatMap(id -> existing(() -> platform.process(id)))
                .flatMap(process -> text(process, "orderRef"))
                .flatMap(this::order);
    }

    private Optional<FulfilmentOrder> byTenantOrderId(JsonNode payload) {
        return text(payload, "tenantOrderId")
                .flatMap(id -> platform.orders().withTenantOrderId(id).stream().findFirst())
                .flatMap(stripped -> order(stripped.id()));
    }

    private Optional<FulfilmentOrder> order(String id) {
        return existing(() -> platform.orders().get(id));
    }

    private static <T> Optional<T> existing(Supplier<T> read) {
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
    Optional<String> shopOrderId(FulfilmentOrder platformOrder, JsonNode payload) {
        JsonNode attributes = platformOrder.customAttributes();
        if (!attributes.path("commercetoolsProject").asText(projectKey).equals(projectKey)) {
            return Optional.empty();
        }
        return text(attributes, "commercetoolsId").or(() -> text(payload.path("customAttributes"), "commercetoolsId"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
