package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resource identifiers ({@code typeId} with {@code id} or {@code key}) and what they point to. */
public final class References {

    /** Nothing holds these; not searching for references keeps their deletion cheap. */
    private static final Set<String> FREELY_DELETED = Set.of("order", "cart", "key-value-document", "subscription");

    private References() {}

    /**
     * The reference {@code {typeId, id}} for a resource identifier; ReferencedResourceNotFound if there is no such
     * resource. A type the sandbox does not keep (customers, products) is taken as it is and needs an id.
     */
    public static ObjectNode resolve(Write write, Input identifier, String typeId) {
        String given = identifier.optionalText("typeId");
        if (given != null && !given.equals(typeId)) {
            throw identifier.wrong("typeId", "'" + typeId + "'");
        }
        String id = identifier.optionalText("id");
        String key = identifier.optionalText("key");
        if ((id == null) == (key == null)) {
            throw Rejection.invalidJson(identifier.at("id") + ": Expected either 'id' or 'key'");
        }
        if (!write.keeps(typeId)) {
            if (id == null) {
                throw Rejection.referencedNotFound(typeId, null, key);
            }
            return Json.reference(typeId, id);
        }
        ObjectNode found = id != null ? write.find(typeId, id) : write.findBy(typeId, "key", key == null ? "" : key);
        if (found == null) {
            throw Rejection.referencedNotFound(typeId, id, key);
        }
        return Json.reference(typeId, found.path("id").asText());
    }

    /** The resource that a required member identifies. */
    public static ObjectNode required(Write write, Input holder, String name, String typeId) {
        return resolve(write, holder.object(name), typeId);
    }

    /** The resource that a member identifies; null where it is absent. */
    public static @Nullable ObjectNode optional(Write write, Input holder, String name, String typeId) {
        Input identifier = holder.optionalObject(name);
        return identifier == null ? null : resolve(write, identifier, typeId);
    }

    public static ArrayNode resolveAll(Write write, List<Input> identifiers, String typeId) {
        ArrayNode references = Json.array();
        for (Input identifier : identifiers) {
            ObjectNode reference = resolve(write, identifier, typeId);
            if (!contains(references, reference)) {
                references.add(reference);
            }
        }
        return references;
    }

    /** A key reference {@code {typeId, key}}, as stores are referred to. */
    public static @Nullable ObjectNode keyReference(Write write, Input holder, String name, String typeId) {
        Input identifier = holder.optionalObject(name);
        if (identifier == null) {
            return null;
        }
        ObjectNode found =
                write.find(typeId, resolve(write, identifier, typeId).path("id").asText());
        return found == null ? null : Json.object().put("typeId", typeId).put("key", Json.text(found, "key"));
    }

    /** The document behind a reference that was resolved in the same write. */
    public static ObjectNode target(Write write, ObjectNode reference) {
        String typeId = reference.path("typeId").asText();
        String id = reference.path("id").asText();
        ObjectNode found = write.find(typeId, id);
        if (found == null) {
            throw Rejection.referencedNotFound(typeId, id, null);
        }
        return found;
    }

    public static boolean contains(ArrayNode references, ObjectNode reference) {
        for (JsonNode candidate : references) {
            if (candidate.path("id").equals(reference.path("id"))) {
                return true;
            }
        }
        return false;
    }

    /** ReferenceExists if any other resource points to this one. */
    static void demandUnreferenced(Project project, Resource resource, ObjectNode document) {
        if (FREELY_DELETED.contains(resource.typeId())) {
            return;
        }
        String id = document.path("id").asText();
        String key = Json.text(document, "key");
        for (Resource other : project.resources()) {
            for (ObjectNode candidate : project.documents(other.typeId()).all()) {
                if (candidate != document && pointsTo(candidate, resource.typeId(), id, key)) {
                    throw Rejection.referenceExists(resource.typeId(), other.typeId());
                }
            }
        }
    }

    private static boolean pointsTo(JsonNode node, String typeId, String id, @Nullable String key) {
        if (node.path("typeId").asText().equals(typeId)) {
            boolean byId = node.path("id").asText().equals(id);
            if (byId || (key != null && node.path("key").asText().equals(key))) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode() && pointsTo(child, typeId, id, key)) {
                return true;
            }
        }
        return false;
    }
}
