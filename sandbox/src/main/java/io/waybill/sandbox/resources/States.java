package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.References;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workflow states. A state without {@code transitions} may go to any other; with an empty list it is final. */
public final class States implements Resource {

    /** The key of the built-in state every line item starts in. */
    public static final String INITIAL = "Initial";

    private static final Set<String> TYPES = Set.of(
            "OrderState",
            "LineItemState",
            "ProductState",
            "ReviewState",
            "PaymentState",
            "QuoteRequestState",
            "StagedQuoteState",
            "QuoteState",
            "RecurringOrderState");
    private static final Set<String> ROLES = Set.of("ReviewIncludedInStatistics", "Return");

    private final Map<String, UpdateAction> actions = new Actions()
            .changeKey()
            .changeLocalized("setName", "name")
            .changeLocalized("setDescription", "description")
            .set("changeType", "type", (write, action) -> Json.object().textNode(action.oneOf("type", TYPES)))
            .set("changeInitial", "initial", (write, action) -> {
                action.required("initial");
                return Json.object().booleanNode(action.flag("initial", false));
            })
            .set("setTransitions", "transitions", (write, action) -> transitions(write, action))
            .set("setRoles", "roles", (write, action) -> roles(action))
            .add("addRoles", (change, action) -> changeRoles(change, action, true))
            .add("removeRoles", (change, action) -> changeRoles(change, action, false))
            .all();

    /** The state a new project already has. */
    public void seed(Write write) {
        ObjectNode initial = Json.object().put("key", INITIAL).put("type", "LineItemState");
        initial.putArray("roles");
        initial.putObject("name").put("en", INITIAL);
        initial.putObject("description").put("en", "Initial is the first (custom) state after the creation");
        write.create(this, initial.put("builtIn", true).put("initial", true));
    }

    @Override
    public String path() {
        return "states";
    }

    @Override
    public String typeId() {
        return "state";
    }

    @Override
    public String scopeArea() {
        return "states";
    }

    @Override
    public Set<String> fields() {
        return Set.of("type", "name", "description", "initial", "builtIn", "roles", "transitions");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode state = Json.object().put("key", draft.key("key"));
        state.put("type", draft.oneOf("type", TYPES));
        state.set("roles", roles(draft));
        Json.put(state, "name", Localized.optional(draft, "name"));
        Json.put(state, "description", Localized.optional(draft, "description"));
        state.put("builtIn", false).put("initial", draft.flag("initial", true));
        Json.put(state, "transitions", transitions(write, draft));
        return state;
    }

    @Override
    public void deleted(Change change) {
        if (change.document().path("builtIn").asBoolean()) {
            throw Rejection.invalidOperation("A built-in state can not be deleted.");
        }
    }

    private static ArrayNode roles(Input holder) {
        Set<String> roles = new LinkedHashSet<>(holder.optionalTexts("roles"));
        for (String role : roles) {
            if (!ROLES.contains(role)) {
                throw holder.wrong("roles", "one of " + ROLES + " but found '" + role + "'");
            }
        }
        return Json.texts(roles);
    }

    private static void changeRoles(Change change, Input action, boolean add) {
        Set<String> roles = new LinkedHashSet<>();
        change.document().path("roles").forEach(role -> roles.add(role.asText()));
        for (JsonNode role : roles(action)) {
            if (add) {
                roles.add(role.asText());
            } else {
                roles.remove(role.asText());
            }
        }
        change.document().set("roles", Json.texts(roles));
    }

    private static @Nullable ArrayNode transitions(Write write, Input holder) {
        return holder.has("transitions")
                ? References.resolveAll(write, holder.optionalObjects("transitions"), "state")
                : null;
    }
}
