package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Consumer;

/** The types of custom fields, and whether a value is of one. */
public final class FieldTypes {

    private static final Set<String> SIMPLE =
            Set.of("Boolean", "String", "LocalizedString", "Number", "Money", "Date", "Time", "DateTime");

    private FieldTypes() {}

    /** A field type of a draft, checked. */
    public static ObjectNode definition(Input type) {
        String name = type.text("name");
        switch (name) {
            case "Enum", "LocalizedEnum" -> checkEnumValues(type, name);
            case "Reference" -> type.text("referenceTypeId");
            case "Set" -> {
                if (definition(type.object("elementType")).path("name").asText().equals("Set")) {
                    throw Rejection.invalidInput("A Set can not have elements of type Set.");
                }
            }
            default -> {
                if (!SIMPLE.contains(name)) {
                    throw type.wrong("name", "a field type but found '" + name + "'");
                }
            }
        }
        return type.node().deepCopy();
    }

    /** Checks one enum value {@code {key, label}}. */
    public static ObjectNode enumValue(Input value, boolean localized) {
        value.text("key");
        if (localized) {
            Localized.check(value.object("label"));
        } else {
            value.text("label");
        }
        return value.node().deepCopy();
    }

    private static void checkEnumValues(Input type, String name) {
        type.required("values");
        for (Input value : type.optionalObjects("values")) {
            enumValue(value, name.equals("LocalizedEnum"));
        }
    }

    /**
     * The value as it is stored: money completed, references resolved to ids.
     *
     * @throws Rejection InvalidField if the value is not of the type
     */
    static JsonNode value(Write write, String field, JsonNode type, JsonNode value) {
        String name = type.path("name").asText();
        switch (name) {
            case "Boolean" -> demand(value.isBoolean(), field, value, name);
            case "String" -> demand(value.isTextual(), field, value, name);
            case "Number" -> demand(value.isNumber(), field, value, name);
            case "Date" -> demand(parses(value, LocalDate::parse), field, value, name);
            case "Time" -> demand(parses(value, LocalTime::parse), field, value, name);
            case "DateTime" -> demand(parses(value, OffsetDateTime::parse), field, value, name);
            case "LocalizedString" -> demand(Localized.is(value), field, value, name);
            case "Enum", "LocalizedEnum" -> demand(isEnumKey(type, value), field, value, name);
            case "Money" -> {
                demand(value.isObject(), field, value, name);
                return Money.of(Input.body(value));
            }
            case "Reference" -> {
                demand(value.isObject(), field, value, name);
                return References.resolve(
                        write, Input.body(value), type.path("referenceTypeId").asText());
            }
            case "Set" -> {
                demand(value.isArray(), field, value, name);
                return set(write, field, type.path("elementType"), value);
            }
            default -> throw new IllegalStateException("Unknown field type " + name);
        }
        return value.deepCopy();
    }

    private static ArrayNode set(Write write, String field, JsonNode elementType, JsonNode values) {
        ArrayNode elements = Json.array();
        for (JsonNode value : values) {
            JsonNode element = value(write, field, elementType, value);
            for (JsonNode earlier : elements) {
                demand(!earlier.equals(element), field, values, "Set without repeated elements");
            }
            elements.add(element);
        }
        return elements;
    }

    private static boolean isEnumKey(JsonNode type, JsonNode value) {
        for (JsonNode allowed : type.path("values")) {
            if (value.isTextual() && allowed.path("key").equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean parses(JsonNode value, Consumer<String> parser) {
        if (!value.isTextual()) {
            return false;
        }
        try {
            parser.accept(value.textValue());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void demand(boolean valid, String field, JsonNode value, String expected) {
        if (!valid) {
            throw Rejection.invalidField(
                    field, value, "Invalid custom field '" + field + "': expected a value of type " + expected + ".");
        }
    }
}
