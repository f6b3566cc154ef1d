package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.connector.order.TenantOrderIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which orders of the platform an order of the shop became, and the other way round. */
final class PlatformParts {
    private final FulfilmentClient platform;
    private final String projectKey;

    PlatformParts(FulfilmentClient platform, String projectKey) {
        this.platform = platform;
        this.projectKey = projectKey;
    }

    /** All that the order became, cancelled ones included: goods of them may have left before. */
    List<FulfilmentOrder> of(JsonNode shopOrder) {
        Map<String, FulfilmentOrder> parts = new LinkedHashMap<>();
        for (String candidate : TenantOrderIds.candidates(shopOrder)) {
            platform.orders().withTenantOrderId(candidate).stream()
                    .filter(stripped -> !parts.containsKey(stripped.id()))
                    .map(stripped -> platform.orders().get(stripped.id()))
                    .filter(order -> text(order.customAttributes(), "commercetoolsId")
                            .filter(id -> id.equals(shopOrder.path("id").asText()))
                            .isPresent())
                    .forEach(order -> parts.put(order.id(), order));
        }
        return List.copyOf(parts.values());
    }

    /** The shop's order that the job is about; empty when it is of no order, or of another shop's. */
    Optional<String> shopOrderOf(JsonNode job) {
        return text(job, "processRef")
                .flatMap(id -> ReadReturns.existing(() -> platform.process(id)))
                .flatMap(process -> text(process, "orderRef"))
                .or(() -> text(job, "tenantOrderId")
                        .flatMap(number -> platform.orders().withTenantOrderId(number).stream()
                                .findFirst())
                        .map(FulfilmentOrder::id))
                .flatMap(id -> ReadReturns.existing(() -> platform.orders().get(id)))
                .map(FulfilmentOrder::customAttributes)
                .filter(attributes -> attributes
                        .path("commercetoolsProject")
                        .asText(projectKey)
                        .equals(projectKey))
                .flatMap(attributes -> text(attributes, "commercetoolsId"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
