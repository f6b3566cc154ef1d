package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Localized strings: a text per locale, for instance {@code {"en": "Store", "de-AT": "Filiale"}}. */
public final class Localized {

    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private Localized() {}

    public static boolean is(JsonNode value) {
        if (!value.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!LOCALE.matcher(entry.getKey()).matches() || !entry.getValue().isTextual()) {
                return false;
            }
        }
        return true;
    }

    public static ObjectNode check(Input value) {
        if (!is(value.node())) {
            throw Rejection.invalidInput("A localized string maps locales such as 'en' or 'de-AT' to texts.");
        }
        return value.node().deepCopy();
    }

    public static ObjectNode required(Input holder, String name) {
        return check(holder.object(name));
    }

    public static @Nullable ObjectNode optional(Input holder, String name) {
        Input value = holder.optionalObject(name);
        return value == null ? null : check(value);
    }
}
