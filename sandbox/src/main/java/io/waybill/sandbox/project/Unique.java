package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value no two documents of a collection share.
 *
 * @param field as a DuplicateField error names it
 * @param value the document's value, or null if it has none and so clashes with nothing
 */
public record Unique(String field, Function<ObjectNode, @Nullable String> value) {

    /** The user-defined key. */
    public static final Unique KEY = field("key");

    /** A top-level text field. */
    public static Unique field(String name) {
        return new Unique(name, document -> Json.text(document, name));
    }
}
