package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the history of a process tells of its order. Thread-safe. */
@ApplicationScoped
class OrderHistory {
    private final ProcessHistory history;
    private final ObjectMapper json;

    OrderHistory(ProcessHistory history, ObjectMapper json) {
        this.history = history;
        this.json = json;
    }

    /** Who sent the request that this thread serves; null where there is none. */
    ProcessHistoryEntry.@Nullable Editor caller() {
        return history.caller();
    }

    /** @param sender who placed it; null when unknown */
    void placed(Transaction transaction, Order order, ProcessHistoryEntry.@Nullable Editor sender) {
        String type = switch (order.status()) {
            case LOCKED -> "LOCKED_ORDER_CREATED";
            case PROMISED -> "DELIVERY_PROMISE_CREATED";
            default -> "ORDER_CREATED";
        };
        history.record(
                transaction, entry(order, type, "ORDER", statusReason(order)).by(sender));
    }

    /** @param type what happened, as the contract's ProcessHistoryEventType */
    void changed(Transaction transaction, Order order, String type) {
        history.recordByCaller(transaction, entry(order, type, "ORDER", cancelation(order)));
    }

    /**
     * One entry for each kind of change that people look for.
     *
     * @param comment why, in the words of whoever modified; null when nothing was said
     */
    void modified(Transaction transaction, Order before, Order after, @Nullable String comment) {
        List<ConsumerAddress> addressesBefore = addresses(before);
        List<ConsumerAddress> addresses = addresses(after);
        if (!addresses.equals(addressesBefore)) {
            tell(transaction, after, "CONSUMER_ADDRESS_CHANGED", changedFields(addressesBefore, addresses));
        }
        lines(before, after).forEach((type, articles) -> {
            if (!articles.isEmpty()) {
                ObjectNode payload = withReason(comment);
                payload.set("articles", articles);
                tell(transaction, after, type, payload);
            }
        });
        Instant wantedBefore = preferredTime(before);
        Instant wanted = preferredTime(after);
        if (!Objects.equals(wantedBefore, wanted)) {
            ObjectNode payload = withReason(comment);
            payload.put("previousPreferredHandlingTime", Objects.toString(wantedBefore, null));
            payload.put("newPreferredHandlingTime", Objects.toString(wanted, null));
            tell(transaction, after, "ORDER_PREFERRED_DATE_MODIFIED", payload);
        }
    }

    private void tell(Transaction transaction, Order order, String type, ObjectNode payload) {
        history.recordByCaller(transaction, entry(order, type, "ORDER_MODIFICATION", payload));
    }

    private static ProcessHistoryEntry entry(Order order, String type, String domain, @Nullable ObjectNode payload) {
        return new ProcessHistoryEntry(
                order.processId(),
                type,
                domain,
                order.id(),
                order.status().name(),
                order.version(),
                null,
                null,
                payload);
    }

    private static ObjectNode withReason(@Nullable String comment) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        return comment == null ? payload : payload.put("reason", comment);
    }

    private static @Nullable ObjectNode statusReason(Order order) {
        List<StatusReason> reasons = order.statusReasons() == null ? List.of() : order.statusReasons();
        return reasons.stream()
                .filter(reason -> reason.status() == order.status())
                .findFirst()
                .map(reason -> {
                    ObjectNode payload = JsonNodeFactory.instance.objectNode();
                    payload.putObject("statusReason")
                            .put("status", reason.status().name())
                            .put("reason", reason.reason());
                    return payload;
                })
                .orElse(null);
    }

    private static @Nullable ObjectNode cancelation(Order order) {
        ObjectNode reason = order.cancelationReason();
        if (reason == null) {
            return null;
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.putObject("cancelationReason")
                .setAll(reason.deepCopy().retain("id", "version", "reason", "reasonLocalized"));
        return payload;
    }

    private static @Nullable Instant preferredTime(Order order) {
        if (order.collection() != null) {
            return order.collection().provisioningTime();
        }
        return order.deliveryPreferences() == null
                ? null
                : order.deliveryPreferences().targetTime();
    }

    private static Map<String, ArrayNode> lines(Order before, Order after) {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        ArrayNode deleted = JsonNodeFactory.instance.arrayNode();
        ArrayNode added = JsonNodeFactory.instance.arrayNode();
        for (OrderLineItem line : before.orderLineItems()) {
            OrderLineItem now = after.line(line.id()).orElse(null);
            if (now == null) {
                deleted.add(article(line, line.quantity(), 0));
            } else if (now.quantity() != line.quantity()) {
                changed.add(article(line, line.quantity(), now.quantity()));
            }
        }
        for (OrderLineItem line : after.orderLineItems()) {
            if (before.line(line.id()).isEmpty()) {
                added.add(article(line, 0, line.quantity()));
            }
        }
        Map<String, ArrayNode> byType = new LinkedHashMap<>();
        byType.put("ORDER_ITEM_AMOUNT_CHANGED", changed);
        byType.put("ORDER_ITEM_DELETED", deleted);
        byType.put("ORDER_ITEM_ADDED", added);
        return byType;
    }

    private static ObjectNode article(OrderLineItem line, long before, long after) {
        ObjectNode article = JsonNodeFactory.instance
                .objectNode()
                .put("title", line.article().title())
                .put("previousQuantity", before)
                .put("newQuantity", after);
        if (line.article().titleLocalized() != null) {
            ObjectNode localized = article.putObject("titleLocalized");
            line.article().titleLocalized().forEach(localized::put);
        }
        return article;
    }

    /** Which fields of which addresses are others now. What they say is left out: a history outlives its addresses. */
    private ObjectNode changedFields(List<ConsumerAddress> before, List<ConsumerAddress> after) {
        ObjectNode payload = json.createObjectNode();
        ArrayNode changes = payload.putArray("changes");
        for (ConsumerAddress address : after) {
            AddressType type = typeOf(address);
            JsonNode old = before.stream()
                    .filter(one -> typeOf(one) == type)
                    .findFirst()
                    .map(one -> json.<JsonNode>valueToTree(one))
                    .orElseGet(json::createObjectNode);
            JsonNode current = json.valueToTree(address);
            Set<String> fields = new TreeSet<>();
            old.fieldNames().forEachRemaining(fields::add);
            current.fieldNames().forEachRemaining(fields::add);
            fields.removeIf(field -> Objects.equals(old.get(field), current.get(field)));
            if (!fields.isEmpty()) {
                ArrayNode names =
                        changes.addObject().put("addressType", type.name()).putArray("changedFields");
                fields.forEach(names::add);
            }
        }
        return payload;
    }

    private static AddressType typeOf(ConsumerAddress address) {
        return address.addressType() == null ? AddressType.POSTAL_ADDRESS : address.addressType();
    }

    private static List<ConsumerAddress> addresses(Order order) {
        return order.consumer().addresses() == null
                ? List.of()
                : order.consumer().addresses();
    }
}
