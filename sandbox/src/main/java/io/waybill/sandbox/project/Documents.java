package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one resource type, by id and by each unique value, in order of creation. Not thread-safe: the
 * {@link Project}'s lock guards it. Documents in it are never changed, only replaced.
 */
final class Documents {

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<Unique, Map<String, String>> idByValue = new LinkedHashMap<>();
    private final String typeId;

    Documents(String typeId, List<Unique> uniques) {
        this.typeId = typeId;
        uniques.forEach(unique -> idByValue.put(unique, new HashMap<>()));
    }

    @Nullable
    ObjectNode get(String id) {
        return byId.get(id);
    }

    /** The document with this value of the unique field, or null. */
    @Nullable
    ObjectNode by(String field, String value) {
        for (Map.Entry<Unique, Map<String, String>> entry : idByValue.entrySet()) {
            if (entry.getKey().field().equals(field)) {
                String id = entry.getValue().get(value);
                return id == null ? null : byId.get(id);
            }
        }
        return null;
    }

    List<ObjectNode> all() {
        return new ArrayList<>(byId.values());
    }

    int size() {
        return byId.size();
    }

    /** DuplicateField if another document than this one holds one of its unique values. */
    void checkUnique(ObjectNode document) {
        String id = document.path("id").asText();
        idByValue.forEach((unique, ids) -> {
            String value = unique.value().apply(document);
            String holder = value == null ? null : ids.get(value);
            if (value != null && holder != null && !holder.equals(id)) {
                throw Rejection.duplicateField(unique.field(), value, Json.reference(typeId, holder));
            }
        });
    }

    void put(ObjectNode document) {
        String id = document.path("id").asText();
        ObjectNode before = byId.put(id, document);
        if (before != null) {
            unindex(before);
        }
        idByValue.forEach((unique, ids) -> {
            String value = unique.value().apply(document);
            if (value != null) {
                ids.put(value, id);
            }
        });
    }

    void remove(String id) {
        ObjectNode removed = byId.remove(id);
        if (removed != null) {
            unindex(removed);
        }
    }

    void clear() {
        byId.clear();
        idByValue.values().forEach(Map::clear);
    }

    private void unindex(ObjectNode document) {
        idByValue.forEach((unique, ids) -> {
            String value = unique.value().apply(document);
            if (value != null) {
                ids.remove(value);
            }
        });
    }
}
