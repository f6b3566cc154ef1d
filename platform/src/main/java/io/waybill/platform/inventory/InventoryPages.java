package io.waybill.platform.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;

/** The inventory's plain lists page by id but also answer a {@code pageInfo}; its cursors are the ids. */
final class InventoryPages {
    private InventoryPages() {}

    static String withPageInfo(String plural, ListQuery.ListResult found, ListPage page, ObjectMapper json) {
        ObjectNode answer = read(found.json(plural), json);
        ArrayNode entries = answer.withArray(plural);
        boolean empty = entries.isEmpty();
        answer.putObject("pageInfo")
                .put("startCursor", empty ? "" : entries.get(0).path("id").asText())
                .put(
                        "endCursor",
                        empty ? "" : entries.get(entries.size() - 1).path("id").asText())
                .put(
                        "hasNextPage",
                        entries.size() == page.size() && answer.path("total").asLong() > page.size())
                .put("hasPreviousPage", page.startAfterId() != null);
        return answer.toString();
    }

    private static ObjectNode read(String answer, ObjectMapper json) {
        try {
            return (ObjectNode) json.readTree(answer);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A list just written cannot be read", failure);
        }
    }
}
