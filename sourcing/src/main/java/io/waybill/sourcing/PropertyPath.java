package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names a property in a tree, as {@code consumer.addresses[0].country}. Lists on the way are flattened: the rest of the
 * path is looked up in every element, so {@code orderLineItems.quantity} is the quantities of all lines. {@code [2]} or
 * {@code .2} takes one element by position from 0, {@code [*]} all, {@code [key=color]} those with that property. In a
 * list of pairs (attributes with {@code key} and {@code value}, tags with {@code id} and {@code value}) a name that is no
 * property of a pair is the name of one: {@code article.attributes.color} is the value of the attribute color. Split once;
 * immutable.
 */
public final class PropertyPath {

    /** Most characters of a path. */
    public static final int MAX_LENGTH = 500;

    private sealed interface Segment {}

    /** @param position the name as a position in a list, or -1 */
    private record Named(String name, int position) implements Segment {}

    private record At(int position) implements Segment {}

    private record Every() implements Segment {}

    private record Where(String property, String text) implements Segment {}

    private static final List<String> NAMES_OF_PAIRS = List.of("key", "id");
    private static final String VALUE_OF_PAIRS = "value";
    private static final int LONGEST_POSITION = 6;

    private final String text;
    private final Segment[] segments;

    private PropertyPath(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments.toArray(Segment[]::new);
    }

    /**
     * Reads a path; a leading {@code $.} is allowed and means nothing.
     *
     * @throws IllegalArgumentException when it is not written so
     */
    public static PropertyPath of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
        }
        List<Segment> segments = new ArrayList<>();
        String path = text.startsWith("$.") ? text.substring(2) : text;
        int next = 0;
        boolean nameDue = true;
        while (next < path.length()) {
            if (path.charAt(next) == '[') {
                int end = path.indexOf(']', next);
                if (end < 0) {
                    throw new IllegalArgumentException("has a [ without ]");
                }
                segments.add(bracket(path.substring(next + 1, end)));
                next = end + 1;
                nameDue = false;
            } else {
                if (path.charAt(next) == '.') {
                    next++;
                } else if (!segments.isEmpty()) {
                    throw new IllegalArgumentException("needs a . after ]");
                }
                int end = next;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                String name = path.substring(next, end);
                if (name.isBlank() || (segments.isEmpty() && next > 0)) {
                    throw new IllegalArgumentException("has an empty name");
                }
                segments.add(new Named(name, position(name)));
                next = end;
                nameDue = false;
            }
        }
        if (nameDue) {
            throw new IllegalArgumentException("must not be empty");
        }
        return new PropertyPath(text, segments);
    }

    private static Segment bracket(String inside) {
        if (inside.equals("*")) {
            return new Every();
        }
        int position = position(inside);
        if (position >= 0) {
            return new At(position);
        }
        int equals = inside.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("may have only a position, * or name=text in brackets");
        }
        return new Where(inside.substring(0, equals), inside.substring(equals + 1));
    }

    private static int position(String name) {
        if (name.isEmpty() || name.length() > LONGEST_POSITION) {
            return -1;
        }
        int position = 0;
        for (int index = 0; index < name.length(); index++) {
            char digit = name.charAt(index);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            position = position * 10 + (digit - '0');
        }
        return position;
    }

    /** Adds every value at this path; nothing when it is missing or null. */
    void read(@Nullable Object tree, List<Object> values) {
        step(tree, 0, values);
    }

    private void step(@Nullable Object node, int depth, List<Object> values) {
        if (node == null) {
            return;
        }
        if (depth == segments.length) {
            if (node instanceof List<?> list) {
                forEach(list, depth, values);
            } else {
                values.add(node);
            }
            return;
        }
        switch (segments[depth]) {
            case Named named -> named(named, node, depth, values);
            case At at -> {
                if (node instanceof List<?> list && at.position < list.size()) {
                    step(list.get(at.position), depth + 1, values);
                }
            }
            case Every ignored -> {
                if (node instanceof List<?> list) {
                    forEach(list, depth + 1, values);
                }
            }
            case Where where -> where(where, node, depth, values);
        }
    }

    private void named(Named named, Object node, int depth, List<Object> values) {
        if (node instanceof Map<?, ?> map) {
            step(map.get(named.name), depth + 1, values);
        } else if (node instanceof List<?> list) {
            if (named.position >= 0) {
                if (named.position < list.size()) {
                    step(list.get(named.position), depth + 1, values);
                }
                return;
            }
            for (int index = 0; index < list.size(); index++) {
                Object element = list.get(index);
                if (element instanceof Map<?, ?> map && !map.containsKey(named.name)) {
                    if (isPair(map, named.name)) {
                        step(map.get(VALUE_OF_PAIRS), depth + 1, values);
                    }
                } else {
                    step(element, depth, values);
                }
            }
        }
    }

    private static boolean isPair(Map<?, ?> map, String name) {
        for (int index = 0; index < NAMES_OF_PAIRS.size(); index++) {
            if (name.equals(map.get(NAMES_OF_PAIRS.get(index)))) {
                return true;
            }
        }
        return false;
    }

    private void where(Where where, Object node, int depth, List<Object> values) {
        if (node instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                if (list.get(index) instanceof Map<?, ?> map) {
                    Object value = map.get(where.property);
                    if (value != null && where.text.equals(Scalars.text(value))) {
                        step(map, depth + 1, values);
                    }
                }
            }
        }
    }

    private void forEach(List<?> list, int depth, List<Object> values) {
        for (int index = 0; index < list.size(); index++) {
            step(list.get(index), depth, values);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PropertyPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
