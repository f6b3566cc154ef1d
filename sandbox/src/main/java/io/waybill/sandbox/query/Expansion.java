package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reference expansion: {@code expand=lineItems[*].supplyChannel}. A reference that the path ends on or passes through
 * gets the resource as {@code obj}; one that points to nothing stays as it is. At most {@value #MOST_LEVELS} references
 * deep.
 */
public final class Expansion {

    private static final int MOST_LEVELS = 3;
    private static final Pattern PATH = Pattern.compile("[\\w-]+(\\[(\\*|\\d+)])?(\\.[\\w-]+(\\[(\\*|\\d+)])?)*");

    /** Finds a resource by type and id, or null. */
    @FunctionalInterface
    public interface Finder {
        @Nullable
        ObjectNode find(String typeId, String id);
    }

    private final Finder finder;

    public Expansion(Finder finder) {
        this.finder = finder;
    }

    /** The document with the references of the paths expanded; the given document stays as it is. */
    public ObjectNode expand(ObjectNode document, List<String> paths) {
        if (paths.isEmpty()) {
            return document;
        }
        ObjectNode copy = document.deepCopy();
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                throw Rejection.invalidInput("Malformed parameter: expand: '" + path + "'.");
            }
            walk(copy, Arrays.asList(path.split("\\.")), 0);
        }
        return copy;
    }

    private void walk(JsonNode node, List<String> steps, int level) {
        if (steps.isEmpty()) {
            resolve(node, level);
            return;
        }
        JsonNode holder = node;
        if (isReference(node) && !steps.getFirst().equals("obj")) {
            holder = resolve(node, level);
            level++;
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        int bracket = step.indexOf('[');
        JsonNode next = holder.path(bracket < 0 ? step : step.substring(0, bracket));
        if (bracket < 0) {
            if (next.isArray()) {
                for (JsonNode element : next) {
                    walk(element, rest, level);
                }
            } else {
                walk(next, rest, level);
            }
            return;
        }
        String which = step.substring(bracket + 1, step.length() - 1);
        if (which.equals("*")) {
            for (JsonNode element : next) {
                walk(element, rest, level);
            }
        } else if (which.length() < 7) {
            walk(next.path(Integer.parseInt(which)), rest, level);
        }
    }

    private JsonNode resolve(JsonNode node, int level) {
        if (!isReference(node)) {
            return node;
        }
        if (level >= MOST_LEVELS) {
            throw Rejection.invalidInput(
                    "Malformed parameter: expand: at most " + MOST_LEVELS + " levels can be expanded.");
        }
        ObjectNode reference = (ObjectNode) node;
        if (!Json.has(reference, "obj")) {
            ObjectNode found = finder.find(
                    reference.path("typeId").asText(), reference.path("id").asText());
            if (found != null) {
                reference.set("obj", found.deepCopy());
            }
        }
        return reference.path("obj");
    }

    private static boolean isReference(JsonNode node) {
        return node.isObject()
                && node.path("typeId").isTextual()
                && node.path("id").isTextual();
    }
}
