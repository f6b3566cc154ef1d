package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One resource on its way to a new version: its working copy and the messages recorded so far. */
public final class Change {

    private final Write write;
    private final ObjectNode document;
    private final List<ObjectNode> messages = new ArrayList<>();

    Change(Write write, ObjectNode document) {
        this.write = write;
        this.document = document;
    }

    public Write write() {
        return write;
    }

    /** The working copy; changed in place. */
    public ObjectNode document() {
        return document;
    }

    /** Records a message of this resource; {@code fields} adds what the type has beyond the common fields. */
    public void message(String type, Consumer<ObjectNode> fields) {
        ObjectNode message = Json.object().put("type", type);
        fields.accept(message);
        // A copy: later actions of the same update go on changing the document that the fields may point into.
        messages.add(message.deepCopy());
    }

    List<ObjectNode> messages() {
        return messages;
    }

    /** Forgets the messages from this position on: the action that recorded them changed nothing. */
    void dropMessagesFrom(int size) {
        messages.subList(size, messages.size()).clear();
    }
}
