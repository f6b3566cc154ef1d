package io.waybill.platform.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds and validates bodies that cannot be bound by their declared type alone: alternatives, partial changes, actions.
 * The errors are those of a body bound by the framework. Thread-safe.
 */
@ApplicationScoped
public class BodyReader {
    private final ObjectMapper json;
    private final Validator validator;

    public BodyReader(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The body as a valid record.
     *
     * @throws Rejection 400 naming every field that is wrong
     */
    public <T> T read(@Nullable JsonNode body, Class<T> type) {
        if (body == null || !body.isObject()) {
            throw Rejection.invalid("The body must be an object");
        }
        T value;
        try {
            value = json.treeToValue(body, type);
        } catch (JsonProcessingException unreadable) {
            throw Rejection.invalid(ErrorMappers.describe(unreadable));
        }
        List<ApiError> errors = validator.validate(value).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted(Comparator.naturalOrder())
                .limit(25)
                .map(ApiError::new)
                .toList();
        if (!errors.isEmpty()) {
            throw new Rejection(400, errors);
        }
        return value;
    }

    /**
     * Refuses fields that the record does not have, where the contract forbids additional properties.
     *
     * @throws Rejection 400 naming the first such field
     */
    public static void refuseUnknownFields(JsonNode body, Class<? extends Record> type) {
        Set<String> known = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Rejection.invalid(name + " is not a field of this request; there are " + known);
            }
        });
    }
}
