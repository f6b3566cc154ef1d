package io.waybill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.access.Scopes;
import io.waybill.sandbox.access.Tokens;
import io.waybill.sandbox.delivery.Deliveries;
import io.waybill.sandbox.orders.Orders;
import io.waybill.sandbox.project.Project;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.Update;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.query.Expansion;
import io.waybill.sandbox.query.Page;
import io.waybill.sandbox.resources.CustomObjects;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import io.waybill.sandbox.wire.Reply;
import io.waybill.sandbox.wire.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything under {@code /{projectKey}}: finds the resource, checks the token's scopes, reads or writes. */
final class ProjectApi {

    private static final Set<String> MESSAGE_FIELDS = Set.of(
            "id",
            "version",
            "sequenceNumber",
            "resource",
            "resourceVersion",
            "type",
            "createdAt",
            "lastModifiedAt",
            "resourceUserProvidedIdentifiers");

    private final SandboxConfiguration configuration;
    private final Tokens tokens;
    private final Project project;
    private final Deliveries deliveries;
    private final CustomObjectsApi customObjects;
    private final Expansion expansion;
    private final String createdAt;
    private volatile boolean keepsMessages = true;

    ProjectApi(
            SandboxConfiguration configuration,
            Tokens tokens,
            Project project,
            Deliveries deliveries,
            CustomObjects customObjects,
            String createdAt) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.project = project;
        this.deliveries = deliveries;
        this.expansion = new Expansion(project::find);
        this.customObjects = new CustomObjectsApi(project, customObjects);
        this.createdAt = createdAt;
    }

    /** What a request is about: a resource, a selector such as an id or {@code key=x}, a store. */
    private record Target(
            Resource resource,
            @Nullable String selector,
            @Nullable String store) {}

    Reply answer(Request request) {
        Scopes scopes = tokens.check(request);
        List<String> segments = request.segments();
        if (!segments.getFirst().equals(project.key())) {
            throw Rejection.oauth(
                    403,
                    "insufficient_scope",
                    "Insufficient scope. The token is not for the project '" + segments.getFirst() + "'.");
        }
        List<String> rest = segments.subList(1, segments.size());
        if (rest.isEmpty()) {
            return description(request, scopes);
        }
        boolean write = !request.is("GET") && !request.is("HEAD");
        switch (rest.getFirst()) {
            case "messages" -> {
                scopes.demand("messages", write, "");
                return messages(request, rest);
            }
            case "custom-objects" -> {
                List<String> names = rest.subList(1, rest.size());
                scopes.demand("key_value_documents", write, customObjects.container(request, names));
                return customObjects.answer(request, names, expansion);
            }
            default -> {
                Target target = target(request, rest);
                scopes.demand(target.resource().scopeArea(), write, target.store() == null ? "" : target.store());
                return target.selector() == null
                        ? collection(request, target)
                        : single(request, target, target.selector());
            }
        }
    }

    /** Whether messages can be queried, as the project's setting {@code messages.enabled} says. */
    void keepMessages(boolean kept) {
        keepsMessages = kept;
    }

    private Reply description(Request request, Scopes scopes) {
        demandMethod(request, "GET", "HEAD");
        scopes.demand("project_settings", false, "");
        ObjectNode description = Json.object().put("key", project.key()).put("name", configuration.projectName());
        description.set("countries", Json.texts(configuration.countries()));
        description.set("currencies", Json.texts(configuration.currencies()));
        description.set("languages", Json.texts(configuration.languages()));
        description.put("createdAt", createdAt).put("trialUntil", "2099-12").put("version", 1);
        description.putObject("messages").put("enabled", keepsMessages).put("deleteDaysAfterCreation", 15);
        description.putObject("carts").put("deleteDaysAfterLastModification", 90);
        return Reply.ok(description);
    }

    private Target target(Request request, List<String> segments) {
        String store = null;
        List<String> rest = segments;
        if (rest.getFirst().equals("in-store") && rest.size() > 2 && rest.get(1).startsWith("key=")) {
            store = rest.get(1).substring("key=".length());
            rest = rest.subList(2, rest.size());
            if (project.findBy("store", "key", store) == null) {
                throw Rejection.notFound("The Store with key '" + store + "' was not found.");
            }
        }
        Resource resource = project.resource(rest.getFirst());
        boolean inStore = resource != null && resource.scopeArea().equals("orders");
        if (resource == null || rest.size() > 2 || (store != null && !inStore)) {
            throw Rejection.uriNotFound(request.path());
        }
        return new Target(resource, rest.size() == 2 ? rest.get(1) : null, store);
    }

    private Reply collection(Request request, Target target) {
        Resource resource = target.resource();
        return switch (request.method()) {
            case "GET" -> Reply.ok(page(request, resource).answer(visible(target), expansion));
            case "HEAD" ->
                Reply.empty(page(request, resource).matching(visible(target)).isEmpty() ? 404 : 200);
            case "POST" -> create(request, target);
            default -> throw Rejection.methodNotAllowed(request.method());
        };
    }

    private Page page(Request request, Resource resource) {
        Set<String> fields = new HashSet<>(resource.fields());
        fields.addAll(Resource.COMMON_FIELDS);
        return Page.of(request, fields);
    }

    private Reply create(Request request, Target target) {
        Input draft = request.json();
        if (target.store() != null) {
            draft.node().putObject("store").put("typeId", "store").put("key", target.store());
        }
        ObjectNode created = project.write(
                write -> write.create(target.resource(), target.resource().create(write, draft)));
        if (created.path("destination").isObject()) {
            deliveries.test(created);
        }
        return Reply.created(expansion.expand(created, request.all("expand")));
    }

    private Reply single(Request request, Target target, String selector) {
        if (target.store() == null && target.resource() instanceof Orders orders && selector.equals("import")) {
            demandMethod(request, "POST");
            ObjectNode imported = project.write(write -> orders.importOrder(write, request.json()));
            return Reply.created(expansion.expand(imported, request.all("expand")));
        }
        return switch (request.method()) {
            case "GET" -> {
                ObjectNode found = find(target, selector);
                if (found == null) {
                    throw notFound(target, selector);
                }
                yield Reply.ok(expansion.expand(found, request.all("expand")));
            }
            case "HEAD" -> Reply.empty(find(target, selector) == null ? 404 : 200);
            case "POST" -> Reply.ok(expansion.expand(update(request, target, selector), request.all("expand")));
            case "DELETE" -> Reply.ok(expansion.expand(delete(request, target, selector), request.all("expand")));
            default -> throw Rejection.methodNotAllowed(request.method());
        };
    }

    private ObjectNode update(Request request, Target target, String selector) {
        ObjectNode[] before = new ObjectNode[1];
        ObjectNode updated = project.write(write -> {
            before[0] = demand(write, target, selector);
            return Update.apply(write, target.resource(), before[0], request.json());
        });
        if (!updated.path("destination").equals(before[0].path("destination"))) {
            deliveries.test(updated);
        }
        return updated;
    }

    private ObjectNode delete(Request request, Target target, String selector) {
        Long version = request.version();
        if (version == null) {
            throw Rejection.invalidInput("Missing required parameter: version.");
        }
        ObjectNode deleted = project.write(write -> {
            ObjectNode found = demand(write, target, selector);
            Write.demandVersion(found, version);
            write.delete(target.resource(), found);
            return found;
        });
        deliveries.forget(deleted.path("id").asText());
        return deleted;
    }

    private ObjectNode demand(Write write, Target target, String selector) {
        String typeId = target.resource().typeId();
        String field = field(selector);
        ObjectNode found = field == null
                ? write.find(typeId, selector)
                : write.findBy(typeId, field, selector.substring(selector.indexOf('=') + 1));
        if (found == null || !isVisible(target, found)) {
            throw notFound(target, selector);
        }
        return found;
    }

    private @Nullable ObjectNode find(Target target, String selector) {
        String typeId = target.resource().typeId();
        String field = field(selector);
        ObjectNode found = field == null
                ? project.find(typeId, selector)
                : project.findBy(typeId, field, selector.substring(selector.indexOf('=') + 1));
        return found != null && isVisible(target, found) ? found : null;
    }

    private List<ObjectNode> visible(Target target) {
        List<ObjectNode> all = project.all(target.resource().typeId());
        return target.store() == null
                ? all
                : all.stream().filter(document -> isVisible(target, document)).toList();
    }

    private static boolean isVisible(Target target, ObjectNode document) {
        return target.store() == null
                || target.store().equals(document.path("store").path("key").asText());
    }

    /** The unique field a selector names, or null if it is an id. */
    private static @Nullable String field(String selector) {
        if (selector.startsWith("key=")) {
            return "key";
        }
        return selector.startsWith("order-number=") ? "orderNumber" : null;
    }

    private static Rejection notFound(Target target, String selector) {
        String named = field(selector) == null
                ? "ID '" + selector + "'"
                : selector.substring(0, selector.indexOf('=')) + " '" + selector.substring(selector.indexOf('=') + 1)
                        + "'";
        return Rejection.notFound(
                "The Resource '" + target.resource().typeId() + "' with " + named + " was not found.");
    }

    private Reply messages(Request request, List<String> segments) {
        demandMethod(request, "GET", "HEAD");
        if (segments.size() > 2) {
            throw Rejection.uriNotFound(request.path());
        }
        if (segments.size() == 2) {
            ObjectNode message = project.find(Project.MESSAGE, segments.get(1));
            if (message == null) {
                throw Rejection.notFound("The Resource 'message' with ID '" + segments.get(1) + "' was not found.");
            }
            return Reply.ok(expansion.expand(message, request.all("expand")));
        }
        Page page = Page.of(request, MESSAGE_FIELDS);
        List<ObjectNode> all = keepsMessages ? project.all(Project.MESSAGE) : List.of();
        return request.is("HEAD")
                ? Reply.empty(page.matching(all).isEmpty() ? 404 : 200)
                : Reply.ok(page.answer(all, expansion));
    }

    private static void demandMethod(Request request, String... allowed) {
        if (!List.of(allowed).contains(request.method())) {
            throw Rejection.methodNotAllowed(request.method());
        }
    }
}
