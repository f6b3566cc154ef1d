package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An update request: a version and actions, all or nothing. The version grows by one per action that changed something,
 * and stays where none did.
 */
public final class Update {

    /** commercetools takes at most 500 actions in one request. */
    private static final int MOST_ACTIONS = 500;

    private Update() {}

    /** Applies the body to the document within the write and returns the new state. */
    public static ObjectNode apply(Write write, Resource resource, ObjectNode current, Input body) {
        long expected = body.integer("version");
        body.required("actions");
        List<Input> actions = body.optionalObjects("actions");
        if (actions.size() > MOST_ACTIONS) {
            throw Rejection.invalidInput("An update request takes at most " + MOST_ACTIONS + " actions.");
        }
        List<UpdateAction> known =
                actions.stream().map(action -> action(resource, action)).toList();
        Write.demandVersion(current, expected);
        Change change = new Change(write, current.deepCopy());
        List<Integer> messagesPerStep = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            ObjectNode before = change.document().deepCopy();
            int messagesBefore = change.messages().size();
            known.get(i).apply(change, actions.get(i));
            if (Json.same(change.document(), before)) {
                change.dropMessagesFrom(messagesBefore);
            } else {
                messagesPerStep.add(change.messages().size() - messagesBefore);
            }
        }
        return messagesPerStep.isEmpty() ? current : write.update(resource, change, expected, messagesPerStep);
    }

    private static UpdateAction action(Resource resource, Input action) {
        String name = action.text("action");
        UpdateAction known = resource.actions().get(name);
        if (known == null) {
            throw action.wrong(
                    "action", "one of " + new TreeSet<>(resource.actions().keySet()) + " but found '" + name + "'");
        }
        return known;
    }
}
