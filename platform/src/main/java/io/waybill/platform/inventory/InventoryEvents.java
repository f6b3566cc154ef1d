package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inventory's events. They are bulk events without a version of their own: one per facility and transaction, which
 * carries all that changed there.
 */
@ApplicationScoped
class InventoryEvents {
    private final Outbox outbox;
    private final ObjectMapper json;

    InventoryEvents(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /** @param documents reservations as the wire shows them */
    void reservations(Transaction transaction, String name, Collection<ObjectNode> documents) {
        bulk(transaction, name, documents, "facilityRef");
    }

    /** Tells the places whose numbers differ between the two. */
    void facilityStockChanged(
            Transaction transaction, Map<Place, ArticleAvailability> before, Map<Place, ArticleAvailability> after) {
        Map<String, ArrayNode> byFacility = new TreeMap<>();
        new TreeMap<>(after).forEach((place, now) -> {
            ArticleAvailability then = before.getOrDefault(place, ArticleAvailability.none(place));
            if (!now.equals(then)) {
                ObjectNode shape = numbers(now, ArticleAvailability.none(place));
                shape.put("facilityRef", place.facilityId())
                        .put("tenantArticleId", place.tenantArticleId())
                        .put("changeReason", "UNKNOWN");
                shape.putObject("facility").put("facilityRef", place.facilityId());
                shape.putArray("staleReasons");
                ObjectNode delta = numbers(now, then);
                delta.put("stockCount", now.total() - then.total());
                shape.set("delta", delta);
                byFacility
                        .computeIfAbsent(place.facilityId(), ignored -> json.createArrayNode())
                        .add(shape);
            }
        });
        byFacility.forEach(
                (facilityId, shapes) -> record(transaction, "INVENTORY_FACILITY_STOCK_CHANGED", facilityId, shapes));
    }

    private ObjectNode numbers(ArticleAvailability now, ArticleAvailability base) {
        int forPicking = now.availableForPicking() - base.availableForPicking();
        ObjectNode numbers = json.createObjectNode()
                .put("available", forPicking)
                .put("availableForPicking", forPicking)
                .put("availableOnStock", now.availableOnStock() - base.availableOnStock())
                .put("availableToPromise", forPicking)
                .put("readyToPick", forPicking)
                .put("reserved", now.reserved() - base.reserved())
                .put("safetyStock", now.safety() - base.safety())
                .put("stockOnHand", now.onHand() - base.onHand())
                .put("totalAmount", now.total() - base.total());
        numbers.putObject("availableForPickingDetails").put("total", forPicking);
        numbers.putObject("byTrait")
                .put("ACCESSIBLE", now.accessible() - base.accessible())
                .put("PICKABLE", now.pickable() - base.pickable());
        return numbers;
    }

    /** @param documents stocks as the wire shows them, each with its {@code delta} */
    void stocks(Transaction transaction, String name, Collection<ObjectNode> documents) {
        bulk(transaction, name, documents, "facilityRef");
    }

    /** @param documents listings as the wire shows them */
    void listings(Transaction transaction, String name, Collection<ObjectNode> documents) {
        bulk(transaction, name, documents, "facilityId");
    }

    private void bulk(Transaction transaction, String name, Collection<ObjectNode> documents, String facilityField) {
        Map<String, ArrayNode> byFacility = new TreeMap<>();
        documents.forEach(document -> byFacility
                .computeIfAbsent(document.path(facilityField).asText(), ignored -> json.createArrayNode())
                .add(document));
        byFacility.forEach((facilityId, items) -> record(transaction, name, facilityId, items(items)));
    }

    private ObjectNode items(ArrayNode items) {
        ObjectNode payload = json.createObjectNode();
        payload.set("items", items);
        return payload;
    }

    private void record(Transaction transaction, String name, String facilityId, JsonNode payload) {
        outbox.record(transaction, new DomainEvent(name, "inventory:" + facilityId, 0, facilityId, payload.toString()));
    }
}
