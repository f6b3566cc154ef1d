package io.waybill.connector.commercetools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Custom objects of the project: the connector's only memory. */
public final class CustomObjects {
    /** One object as it was read. */
    public record Stored(String container, String key, long version, String lastModifiedAt, JsonNode value) {}

    private final Commercetools shop;
    private final UnaryOperator<String> naming;

    /** Custom objects of that project. */
    public CustomObjects(Commercetools shop) {
        this(shop, container -> container);
    }

    /** Custom objects of that project in containers of their own. */
    public CustomObjects(Commercetools shop, UnaryOperator<String> naming) {
        this.shop = shop;
        this.naming = naming;
    }

    /** The object with that key, if there is one. */
    public Optional<Stored> find(String container, String key, Deadline deadline) {
        return shop.within(deadline).find(path(naming.apply(container), key)).map(CustomObjects::stored);
    }

    /**
     * Writes the object.
     *
     * @param version what was read; 0 says that there was none, null writes whatever is there
     * @throws CommercetoolsRejectedException with a version conflict when somebody else wrote first
     */
    public Stored write(String container, String key, JsonNode value, @Nullable Long version, Deadline deadline) {
        ObjectNode draft = JsonHttp.JSON
                .createObjectNode()
                .put("container", naming.apply(container))
                .put("key", key);
        draft.set("value", value);
        if (version != null) {
            draft.put("version", version.longValue());
        }
        return stored(shop.within(deadline).post("/custom-objects", draft));
    }

    /** Deletes the object at that version; one that is gone already is fine. */
    public void delete(Stored object, Deadline deadline) {
        shop.within(deadline).delete(path(object.container(), object.key()), object.version());
    }

    /** The oldest objects of a container, {@code most} at most. */
    public List<Stored> list(String container, int most, Deadline deadline) {
        return shop
                .within(deadline)
                .query(
                        "/custom-objects/" + JsonHttp.encode(naming.apply(container)) + "?sort="
                                + JsonHttp.encode("createdAt asc"),
                        most)
                .stream()
                .map(CustomObjects::stored)
                .toList();
    }

    /** Those of the keys that exist in the container; at most 500 keys. */
    public List<Stored> findAll(String container, Collection<String> keys, Deadline deadline) {
        if (keys.isEmpty()) {
            return List.of();
        }
        StringBuilder query = new StringBuilder("/custom-objects/" + JsonHttp.encode(naming.apply(container))
                + "?where=" + JsonHttp.encode("key in :keys"));
        keys.forEach(key -> query.append("&var.keys=").append(JsonHttp.encode(key)));
        return shop.within(deadline).query(query.toString(), keys.size()).stream()
                .map(CustomObjects::stored)
                .toList();
    }

    /** Objects of a container that nobody wrote since then, {@code most} at most. */
    public List<Stored> untouchedSince(Instant then, String container, int most, Deadline deadline) {
        return shop
                .within(deadline)
                .query(
                        "/custom-objects/" + JsonHttp.encode(naming.apply(container)) + "?where="
                                + JsonHttp.encode("lastModifiedAt < \"" + then + "\""),
                        most)
                .stream()
                .map(CustomObjects::stored)
                .toList();
    }

    private static Stored stored(JsonNode json) {
        return new Stored(
                json.path("container").asText(),
                json.path("key").asText(),
                json.path("version").asLong(),
                json.path("lastModifiedAt").asText(""),
                json.path("value"));
    }

    private static String path(String container, String key) {
        return "/custom-objects/" + JsonHttp.encode(container) + "/" + JsonHttp.encode(key);
    }
}
