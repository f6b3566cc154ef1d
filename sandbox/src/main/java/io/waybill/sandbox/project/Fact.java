package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a committed write tells subscriptions. Its {@code notification} is the payload in the Platform format, complete
 * and never changed.
 */
public sealed interface Fact {

    /** The type of the resource it is about, for instance {@code order}. */
    String resourceTypeId();

    ObjectNode notification();

    /**
     * A message.
     *
     * @param type for instance {@code OrderCreated}
     */
    record Message(String resourceTypeId, String type, ObjectNode notification) implements Fact {}

    /** A creation, update or deletion. */
    record ResourceChange(String resourceTypeId, ObjectNode notification) implements Fact {}
}
