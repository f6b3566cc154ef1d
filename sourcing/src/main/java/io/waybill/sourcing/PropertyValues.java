package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found at a path, for people.
 *
 * @param original the values; empty when the property is missing
 * @param transformed the same when there is no transformation
 * @param problem why they could not be transformed; null when they could
 */
public record PropertyValues(
        List<Object> original,
        List<Object> transformed,
        @Nullable String problem) {

    /** Most values that are shown. */
    private static final int SHOWN = 20;

    private static final int LONGEST_SHOWN = 200;

    public PropertyValues {
        original = List.copyOf(original);
        transformed = List.copyOf(transformed);
    }

    static PropertyValues read(PropertyPath path, @Nullable Object tree, @Nullable Transformation transformation) {
        List<Object> original = new ArrayList<>();
        path.read(tree, original);
        List<Object> transformed = new ArrayList<>(original);
        if (transformation != null && !transformation.apply(transformed)) {
            return new PropertyValues(original, List.of(), transformation.kind() + " does not work on these values");
        }
        return new PropertyValues(original, transformed, null);
    }

    /** The first values before the transformation, as text and shortened. */
    public List<String> originalTexts() {
        return texts(original);
    }

    /** The first values after the transformation, as text and shortened. */
    public List<String> transformedTexts() {
        return texts(transformed);
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().limit(SHOWN).map(PropertyValues::shown).toList();
    }

    static String shown(@Nullable Object value) {
        String text = value == null ? "nothing" : Scalars.text(value);
        if (text == null) {
            return value instanceof Number ? "a number out of bounds" : "an object";
        }
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
