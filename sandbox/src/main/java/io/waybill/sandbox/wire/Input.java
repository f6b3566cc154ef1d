package io.waybill.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request body, read member by member. A missing or wrongly typed member is answered as commercetools
 * does: 400 InvalidJsonInput whose {@code detailedErrorMessage} names the path of the member. Null counts as absent.
 */
public final class Input {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{2,256}");

    private final ObjectNode node;
    private final String path;

    private Input(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    public static Input body(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Input(object, "");
        }
        throw Rejection.invalidJson("Expected a JSON object");
    }

    /** The object itself; copy before storing it. */
    public ObjectNode node() {
        return node;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The member as it is, or null where it is absent or null. */
    public @Nullable JsonNode value(String name) {
        return has(name) ? node.get(name) : null;
    }

    public JsonNode required(String name) {
        JsonNode value = value(name);
        if (value == null) {
            throw Rejection.invalidJson(at(name) + ": Missing required value");
        }
        return value;
    }

    public String text(String name) {
        required(name);
        String text = optionalText(name);
        return text == null ? "" : text;
    }

    public @Nullable String optionalText(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value == null ? null : value.textValue();
    }

    /** A user-defined key: 2 to 256 letters, digits, underscores and hyphens. */
    public String key(String name) {
        text(name);
        String key = optionalKey(name);
        return key == null ? "" : key;
    }

    public @Nullable String optionalKey(String name) {
        String key = optionalText(name);
        if (key != null && !KEY.matcher(key).matches()) {
            throw Rejection.invalidInput("Invalid value '" + key + "' for field '" + at(name)
                    + "': a key has 2 to 256 characters out of A-Z, a-z, 0-9, '_' and '-'.");
        }
        return key;
    }

    public String oneOf(String name, Collection<String> allowed) {
        text(name);
        String value = optionalOneOf(name, allowed);
        return value == null ? "" : value;
    }

    public @Nullable String optionalOneOf(String name, Collection<String> allowed) {
        String value = optionalText(name);
        if (value != null && !allowed.contains(value)) {
            throw wrong(name, "one of " + allowed);
        }
        return value;
    }

    public long integer(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "an integer");
        }
        return value.longValue();
    }

    public @Nullable Long optionalInteger(String name) {
        return has(name) ? Long.valueOf(integer(name)) : null;
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "a boolean");
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** An ISO 8601 date and time with zone, as it was written; null where there is none. */
    public @Nullable String optionalInstant(String name) {
        String text = optionalText(name);
        if (text != null) {
            try {
                OffsetDateTime.parse(text);
            } catch (DateTimeException e) {
                throw wrong(name, "a date and time in ISO 8601 with zone");
            }
        }
        return text;
    }

    public Input object(String name) {
        required(name);
        Input object = optionalObject(name);
        if (object == null) {
            throw wrong(name, "an object");
        }
        return object;
    }

    public @Nullable Input optionalObject(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Input(object, at(name));
        }
        throw wrong(name, "an object");
    }

    /** A non-empty list of objects. */
    public List<Input> objects(String name) {
        required(name);
        List<Input> objects = optionalObjects(name);
        if (objects.isEmpty()) {
            throw Rejection.invalidInput("Field '" + at(name) + "' must not be empty.");
        }
        return objects;
    }

    /** A list of objects; empty where it is absent. */
    public List<Input> optionalObjects(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "an array");
        }
        List<Input> objects = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!(element instanceof ObjectNode object)) {
                throw wrong(name + " -> " + objects.size(), "an object");
            }
            objects.add(new Input(object, at(name) + " -> " + objects.size()));
        }
        return objects;
    }

    /** A list of texts; empty where it is absent. */
    public List<String> optionalTexts(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "an array");
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw wrong(name, "an array of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    public List<String> texts(String name) {
        required(name);
        return optionalTexts(name);
    }

    /** The path of a member from the root of the body, as error messages name it. */
    public String at(String name) {
        return path.isEmpty() ? name : path + " -> " + name;
    }

    public Rejection wrong(String name, String expected) {
        return Rejection.invalidJson(at(name) + ": Expected " + expected);
    }
}
