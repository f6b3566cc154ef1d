package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Inventory entries of the shop, by SKU and supply channel. Only their quantity is ever written. */
final class InventoryEntries {
    /** An entry as it was read. */
    record Entry(String id, long version, String sku, long quantity) {
        static Entry from(JsonNode json) {
            return new Entry(
                    json.path("id").asText(),
                    json.path("version").asLong(),
                    json.path("sku").asText(),
                    json.path("quantityOnStock").asLong());
        }
    }

    private final Commercetools shop;

    InventoryEntries(Commercetools shop) {
        this.shop = shop;
    }

    /** The entries of those SKUs at the channel, by SKU. */
    Map<String, Entry> at(SupplyPlace place, Collection<String> skus, Deadline deadline) {
        StringBuilder path = new StringBuilder("/inventory?where=")
                .append(JsonHttp.encode("supplyChannel(id = :channel) and sku in :skus"))
                .append("&var.channel=")
                .append(JsonHttp.encode(place.channelId()));
        skus.forEach(sku -> path.append("&var.skus=").append(JsonHttp.encode(sku)));
        return shop.within(deadline).query(path.toString(), skus.size()).stream()
                .map(Entry::from)
                .collect(Collectors.toMap(Entry::sku, entry -> entry, (one, other) -> one));
    }

    /** A page of the channel's entries that show any quantity, in the order of their ids. */
    List<Entry> stockedAfter(SupplyPlace place, String lastId, int size, Deadline deadline) {
        String where = "supplyChannel(id = :channel) and quantityOnStock > 0"
                + (lastId.isEmpty() ? "" : " and id > \"" + lastId + "\"");
        return shop
                .within(deadline)
                .query(
                        "/inventory?where=" + JsonHttp.encode(where) + "&var.channel="
                                + JsonHttp.encode(place.channelId()) + "&sort=" + JsonHttp.encode("id asc"),
                        size)
                .stream()
                .map(Entry::from)
                .toList();
    }

    /** Sets the quantity of an entry at the version that was read. */
    void change(Entry entry, long quantity, Deadline deadline) {
        ObjectNode update = JsonHttp.JSON.createObjectNode().put("version", entry.version());
        update.putArray("actions").addObject().put("action", "changeQuantity").put("quantity", quantity);
        shop.within(deadline).post("/inventory/" + JsonHttp.encode(entry.id()), update);
    }

    /**
     * Creates an entry.
     *
     * @throws CommercetoolsRejectedException with {@code DuplicateField} when somebody else created one for the SKU and
     *     channel meanwhile
     */
    void create(SupplyPlace place, String sku, long quantity, Deadline deadline) {
        try {
            create(place, sku, quantity, Optional.of(EntryKey.of(sku, place.channelKey())), deadline);
        } catch (CommercetoolsRejectedException refused) {
            if (!isDuplicate(refused) || !at(place, List.of(sku), deadline).isEmpty()) {
                throw refused;
            }
            // The key is taken by an entry of somebody else's. Entries are found by SKU and channel, so it needs none.
            create(place, sku, quantity, Optional.empty(), deadline);
        }
    }

    /** Whether an entry like the one to be created is there already. */
    static boolean isDuplicate(CommercetoolsRejectedException refused) {
        return refused.code().equals("DuplicateField");
    }

    private void create(SupplyPlace place, String sku, long quantity, Optional<String> key, Deadline deadline) {
        ObjectNode draft = JsonHttp.JSON.createObjectNode().put("sku", sku).put("quantityOnStock", quantity);
        key.ifPresent(text -> draft.put("key", text));
        draft.putObject("supplyChannel").put("typeId", "channel").put("id", place.channelId());
        shop.within(deadline).post("/inventory", draft);
    }
}
