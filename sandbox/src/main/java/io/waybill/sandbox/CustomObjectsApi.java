package io.waybill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Project;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.query.Expansion;
import io.waybill.sandbox.query.Page;
import io.waybill.sandbox.resources.CustomObjects;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Reply;
import io.waybill.sandbox.wire.Request;
import java.util.List;
import java.util.Set;

/** Custom objects have paths of their own: {@code /custom-objects[/{container}[/{key}]]}. */
final class CustomObjectsApi {

    private static final Set<String> FIELDS =
            Set.of("id", "version", "createdAt", "lastModifiedAt", "container", "key", "value");

    private final Project project;
    private final CustomObjects resource;

    CustomObjectsApi(Project project, CustomObjects resource) {
        this.project = project;
        this.resource = resource;
    }

    /** The container a request is about, for scopes limited to one; empty if the request does not say. */
    String container(Request request, List<String> names) {
        if (!names.isEmpty()) {
            return names.getFirst();
        }
        String container = request.is("POST") ? Json.text(request.json().node(), "container") : null;
        return container == null ? "" : container;
    }

    /** @param names the segments after {@code custom-objects} */
    Reply answer(Request request, List<String> names, Expansion expansion) {
        return switch (names.size()) {
            case 0 -> request.is("POST") ? upsert(request, expansion) : query(request, all(), expansion);
            case 1 -> query(request, of(names.getFirst()), expansion);
            case 2 -> single(request, names.getFirst(), names.get(1), expansion);
            default -> throw Rejection.uriNotFound(request.path());
        };
    }

    private Reply upsert(Request request, Expansion expansion) {
        ObjectNode stored = project.write(write -> resource.upsert(write, request.json()));
        ObjectNode shown = expansion.expand(stored, request.all("expand"));
        return stored.path("version").asLong() == 1 ? Reply.created(shown) : Reply.ok(shown);
    }

    private Reply query(Request request, List<ObjectNode> documents, Expansion expansion) {
        Page page = Page.of(request, FIELDS);
        return switch (request.method()) {
            case "GET" -> Reply.ok(page.answer(documents, expansion));
            case "HEAD" -> Reply.empty(page.matching(documents).isEmpty() ? 404 : 200);
            default -> throw Rejection.methodNotAllowed(request.method());
        };
    }

    private Reply single(Request request, String container, String key, Expansion expansion) {
        return switch (request.method()) {
            case "GET" -> {
                ObjectNode found = CustomObjects.demand(project, container, key);
                yield Reply.ok(expansion.expand(found, request.all("expand")));
            }
            case "HEAD" ->
                Reply.empty(of(container).stream().anyMatch(o -> key.equals(Json.text(o, "key"))) ? 200 : 404);
            case "DELETE" -> Reply.ok(expansion.expand(delete(request, container, key), request.all("expand")));
            default -> throw Rejection.methodNotAllowed(request.method());
        };
    }

    private ObjectNode delete(Request request, String container, String key) {
        return project.write(write -> {
            ObjectNode found = CustomObjects.demand(write, container, key);
            Long version = request.version();
            if (version != null) {
                Write.demandVersion(found, version);
            }
            write.delete(resource, found);
            return found;
        });
    }

    private List<ObjectNode> all() {
        return project.all(resource.typeId());
    }

    private List<ObjectNode> of(String container) {
        return all().stream()
                .filter(object -> container.equals(Json.text(object, "container")))
                .toList();
    }
}
