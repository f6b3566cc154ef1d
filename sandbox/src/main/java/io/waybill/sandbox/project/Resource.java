package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a type of resource is: its place in the API, its drafts, its update actions. Stateless. */
public interface Resource {

    /** The fields every resource has. */
    Set<String> COMMON_FIELDS = Set.of("id", "version", "createdAt", "lastModifiedAt", "key", "custom");

    /** The segment of the path, for instance {@code channels}. */
    String path();

    /** As references name it, for instance {@code channel}. */
    String typeId();

    /** The part of the scope after {@code manage_} and {@code view_}. */
    String scopeArea();

    /** The fields a predicate may name at its root, beside {@link #COMMON_FIELDS}. */
    Set<String> fields();

    /** The values that are unique in a project. */
    default List<Unique> uniques() {
        return List.of(Unique.KEY);
    }

    /** The document of a draft, without id, version and dates; refuses what commercetools refuses. */
    ObjectNode create(Write write, Input draft);

    /** By the action's name. */
    Map<String, UpdateAction> actions();

    /** The type of the message a creation makes, or null; it carries the document in {@link #messageField}. */
    default @Nullable String creationMessage() {
        return null;
    }

    /** The member that carries the document in messages about its creation. */
    default String messageField() {
        return typeId();
    }

    /** Called before a deletion; records the messages of it. */
    default void deleted(Change change) {}
}
