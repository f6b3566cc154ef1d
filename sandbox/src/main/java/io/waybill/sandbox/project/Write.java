package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: everything staged in it takes effect together when the work returns, and nothing does if it throws.
 * Reads see what is staged. Used by one thread, inside the project's lock.
 */
public final class Write {

    private final Project project;
    private final Instant now;
    private final Map<String, Staged> staged = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();

    /** A staged document, or null for a deletion. */
    record Staged(Resource resource, String id, @Nullable ObjectNode document) {}

    Write(Project project, Instant now) {
        this.project = project;
        this.now = now;
    }

    /** The time of this write, as it stands in documents: UTC with milliseconds. */
    public String now() {
        return Project.timestamp(now);
    }

    public String newId() {
        return UUID.randomUUID().toString();
    }

    public @Nullable ObjectNode find(String typeId, String id) {
        Staged change = staged.get(typeId + " " + id);
        return change != null ? change.document() : project.documents(typeId).get(id);
    }

    /** By a unique field, as of before this write. */
    public @Nullable ObjectNode findBy(String typeId, String field, String value) {
        ObjectNode found = project.documents(typeId).by(field, value);
        return found == null ? null : find(typeId, found.path("id").asText());
    }

    /** All documents of a type, as of before this write. */
    public List<ObjectNode> all(String typeId) {
        return project.documents(typeId).all();
    }

    /** Whether the sandbox keeps resources of this type; references to others cannot be checked. */
    public boolean keeps(String typeId) {
        return project.keeps(typeId);
    }

    /** Stages a new document with id, version 1 and dates, and records its facts. */
    public ObjectNode create(Resource resource, ObjectNode content) {
        return create(resource, content, resource.creationMessage());
    }

    /** Like the other one, with another type of message than usual. */
    public ObjectNode create(Resource resource, ObjectNode content, @Nullable String message) {
        ObjectNode document = Json.object().put("id", newId()).put("version", 1);
        document.put("createdAt", now()).put("lastModifiedAt", now());
        document.setAll(content);
        Change change = new Change(this, document);
        if (message != null) {
            change.message(message, fields -> fields.set(resource.messageField(), document));
        }
        stage(resource, document);
        record(resource, document, change.messages(), List.of());
        changed("ResourceCreated", resource, document, null);
        return document;
    }

    /** Stages a new state of a resource whose version grows by the number of effective steps. */
    ObjectNode update(Resource resource, Change change, long oldVersion, List<Integer> messagesPerStep) {
        ObjectNode document = change.document();
        document.put("version", oldVersion + messagesPerStep.size());
        document.put("lastModifiedAt", now());
        stage(resource, document);
        record(resource, document, change.messages(), messagesPerStep);
        changed("ResourceUpdated", resource, document, oldVersion);
        return document;
    }

    /** Stages a new state without messages and without notice to subscriptions' messages: a side effect elsewhere. */
    public void adjust(Resource resource, ObjectNode document) {
        long version = document.path("version").asLong();
        update(resource, new Change(this, document), version, List.of(0));
    }

    public void delete(Resource resource, ObjectNode document) {
        References.demandUnreferenced(project, resource, document);
        Change change = new Change(this, document);
        resource.deleted(change);
        String id = document.path("id").asText();
        staged.put(resource.typeId() + " " + id, new Staged(resource, id, null));
        record(resource, document, change.messages(), List.of());
        changed("ResourceDeleted", resource, document, null);
    }

    /** ConcurrentModification unless the document has the version the request names. */
    public static void demandVersion(ObjectNode document, long expected) {
        long actual = document.path("version").asLong();
        if (actual != expected) {
            throw Rejection.concurrentModification(document.path("id").asText(), expected, actual);
        }
    }

    Iterable<Staged> staged() {
        return staged.values();
    }

    List<Fact> facts() {
        return facts;
    }

    private void stage(Resource resource, ObjectNode document) {
        project.documents(resource.typeId()).checkUnique(document);
        String id = document.path("id").asText();
        staged.put(resource.typeId() + " " + id, new Staged(resource, id, document));
    }

    /** Each message carries the version its own step led to. */
    private void record(
            Resource resource, ObjectNode document, List<ObjectNode> messages, List<Integer> messagesPerStep) {
        long version = document.path("version").asLong() - messagesPerStep.size();
        int step = -1;
        int left = 0;
        for (ObjectNode message : messages) {
            while (left == 0 && step + 1 < messagesPerStep.size()) {
                left = messagesPerStep.get(++step);
                version++;
            }
            left--;
            facts.add(message(resource, document, message, version));
        }
    }

    private Fact message(Resource resource, ObjectNode document, ObjectNode fields, long resourceVersion) {
        String id = document.path("id").asText();
        ObjectNode message = Json.object().put("notificationType", "Message").put("projectKey", project.key());
        message.put("id", newId()).put("version", 1);
        message.put("resourceVersion", resourceVersion);
        message.put("createdAt", now()).put("lastModifiedAt", now());
        message.set("resource", Json.reference(resource.typeId(), id));
        Json.put(message, "resourceUserProvidedIdentifiers", identifiers(resource, document));
        message.setAll(fields);
        return new Fact.Message(resource.typeId(), fields.path("type").asText(), message);
    }

    private void changed(String notificationType, Resource resource, ObjectNode document, @Nullable Long oldVersion) {
        ObjectNode notification =
                Json.object().put("notificationType", notificationType).put("projectKey", project.key());
        notification.set(
                "resource",
                Json.reference(resource.typeId(), document.path("id").asText()));
        Json.put(notification, "resourceUserProvidedIdentifiers", identifiers(resource, document));
        notification.put("version", document.path("version").asLong());
        if (oldVersion != null) {
            notification.put("oldVersion", oldVersion);
        }
        notification.put("modifiedAt", now());
        facts.add(new Fact.ResourceChange(resource.typeId(), notification));
    }

    private static @Nullable ObjectNode identifiers(Resource resource, ObjectNode document) {
        ObjectNode identifiers = Json.object();
        for (String field : List.of("key", "orderNumber", "sku")) {
            Json.put(identifiers, field, document.get(field));
        }
        if (resource.typeId().equals("key-value-document")) {
            identifiers.remove("key");
            ObjectNode pair = identifiers.putObject("containerAndKey");
            pair.set("container", document.get("container"));
            pair.set("key", document.get("key"));
        }
        return identifiers.isEmpty() ? null : identifiers;
    }
}
