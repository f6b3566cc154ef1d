package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Project;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.Unique;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Custom objects: any JSON under a container and a key. A POST creates or replaces; with a version it is an optimistic
 * lock. Every replacement makes a new version, also with the same value, so that a version is a usable lease.
 */
public final class CustomObjects implements Resource {

    private static final Pattern NAME = Pattern.compile("[-_~.a-zA-Z0-9]{1,256}");
    private static final String TYPE_ID = "key-value-document";
    private static final String FIELD = "container and key";

    @Override
    public String path() {
        return "custom-objects";
    }

    @Override
    public String typeId() {
        return TYPE_ID;
    }

    @Override
    public String scopeArea() {
        return "key_value_documents";
    }

    @Override
    public Set<String> fields() {
        return Set.of("container", "value");
    }

    @Override
    public List<Unique> uniques() {
        return List.of(new Unique(
                FIELD,
                document -> place(
                        document.path("container").asText(),
                        document.path("key").asText())));
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return Map.of();
    }

    /** The custom object of this container and key; 404 if there is none. */
    public static ObjectNode demand(Project project, String container, String key) {
        return found(project.findBy(TYPE_ID, FIELD, place(container, key)), container, key);
    }

    /** Like the other one, as seen by a write. */
    public static ObjectNode demand(Write write, String container, String key) {
        return found(write.findBy(TYPE_ID, FIELD, place(container, key)), container, key);
    }

    private static ObjectNode found(@Nullable ObjectNode object, String container, String key) {
        if (object == null) {
            throw Rejection.notFound("The CustomObject with ID '(" + container + "," + key + ")' was not found.");
        }
        return object;
    }

    private static String place(String container, String key) {
        return container + "/" + key;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode object = Json.object().put("container", name(draft, "container"));
        object.put("key", name(draft, "key"));
        object.set("value", draft.required("value").deepCopy());
        return object;
    }

    /** Creates or replaces, and tells which by the version of the result: 1 is new. */
    public ObjectNode upsert(Write write, Input draft) {
        ObjectNode content = create(write, draft);
        Long expected = draft.optionalInteger("version");
        ObjectNode existing = write.findBy(
                typeId(),
                FIELD,
                place(content.path("container").asText(), content.path("key").asText()));
        if (existing == null) {
            if (expected != null && expected != 0) {
                throw Rejection.concurrentModification(content.path("key").asText(), expected, 0);
            }
            return write.create(this, content);
        }
        if (expected != null) {
            Write.demandVersion(existing, expected);
        }
        ObjectNode next = existing.deepCopy();
        next.set("value", content.get("value"));
        write.adjust(this, next);
        return next;
    }

    private static String name(Input draft, String field) {
        String name = draft.text(field);
        if (!NAME.matcher(name).matches()) {
            throw Rejection.invalidInput("Invalid value '" + name + "' for field '" + field
                    + "': it has 1 to 256 characters out of A-Z, a-z, 0-9, '-', '_', '~' and '.'.");
        }
        return name;
    }
}
