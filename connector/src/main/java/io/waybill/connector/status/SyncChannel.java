package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import java.util.Optional;

/** The channel under which orders note that they were exported, and as what. */
final class SyncChannel {
    private static final String ROLE = "OrderExport";

    private final Commercetools shop;
    private final String key;

    /** The channel of that key. */
    SyncChannel(Commercetools shop, String key) {
        this.shop = shop;
        this.key = key;
    }

    /** Its id; created, or given the role that sync information asks for, where needed. */
    String ensured(Deadline deadline) {
        return Conflicts.resolved(() -> ensure(deadline));
    }

    private String ensure(Deadline deadline) {
        String path = "/channels/key=" + JsonHttp.encode(key);
        Optional<JsonNode> present = shop.within(deadline).find(path);
        if (present.isEmpty()) {
            ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", key);
            draft.putArray("roles").add(ROLE);
            draft.putObject("name").put("en", "Export to fulfilment");
            return shop.within(deadline).post("/channels", draft).path("id").asText();
        }
        boolean hasRole = present.get()
                .path("roles")
                .valueStream()
                .anyMatch(role -> role.asText().equals(ROLE));
        if (!hasRole) {
            ObjectNode update = JsonHttp.JSON
                    .createObjectNode()
                    .put("version", present.get().path("version").asLong());
            update.putArray("actions")
                    .addObject()
                    .put("action", "addRoles")
                    .putArray("roles")
                    .add(ROLE);
            shop.within(deadline).post(path, update);
        }
        return present.get().path("id").asText();
    }
}
