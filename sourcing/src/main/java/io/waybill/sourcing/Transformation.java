package io.waybill.sourcing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done to the values at a path before they are compared (platform.md 6.5; the arguments are not documented
 * there, so their meaning is Waybill's). Build with {@link #of}.
 *
 * @param from SUBSTRING: first character, from 0; LAST: how many values, from 1; else 0
 * @param until SUBSTRING: end, exclusive
 */
public record Transformation(Kind kind, int from, int until, List<Object> arguments) {

    /** Most arguments a transformation may be given. */
    public static final int MAX_ARGUMENTS = 100;

    /** Names of the wire. */
    public enum Kind {
        /** Of every value as text, the characters from the first argument (from 0) up to before the second, if given. */
        SUBSTRING,
        /** How many values there are: one number, 0 when the property is missing. No arguments. */
        COUNT,
        /** Their sum: one number, 0 when the property is missing. No arguments. */
        SUM,
        /** The last value; with an argument n, the last n values. */
        LAST
    }

    public Transformation {
        arguments = List.copyOf(arguments);
    }

    /**
     * Checks the arguments.
     *
     * @param arguments numbers
     * @throws IllegalArgumentException when the transformation does not take them
     */
    public static Transformation of(Kind kind, List<?> arguments) {
        int most = switch (kind) {
            case SUBSTRING -> 2;
            case LAST -> 1;
            case COUNT, SUM -> 0;
        };
        int least = kind == Kind.SUBSTRING ? 1 : 0;
        if (arguments.size() < least || arguments.size() > most) {
            throw new IllegalArgumentException(kind + " takes " + (least == most ? "" : least + " to ") + most
                    + " arguments, got " + arguments.size());
        }
        int from = arguments.isEmpty() ? (kind == Kind.LAST ? 1 : 0) : whole(kind, arguments.getFirst());
        int until = arguments.size() < 2 ? Integer.MAX_VALUE : whole(kind, arguments.get(1));
        if (until < from) {
            throw new IllegalArgumentException("SUBSTRING must not end before it begins");
        }
        if (kind == Kind.LAST && from == 0) {
            throw new IllegalArgumentException("LAST must take at least 1 value");
        }
        return new Transformation(kind, from, until, new ArrayList<>(arguments));
    }

    private static int whole(Kind kind, Object argument) {
        BigDecimal number = Scalars.number(argument);
        if (number == null
                || number.signum() < 0
                || number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw new IllegalArgumentException(kind + " takes whole numbers from 0 to 1000000");
        }
        return number.intValue();
    }

    /** Transforms in place; false when a value has the wrong type. */
    boolean apply(List<Object> values) {
        return switch (kind) {
            case SUBSTRING -> substring(values);
            case COUNT -> {
                int count = values.size();
                values.clear();
                values.add(count);
                yield true;
            }
            case SUM -> sum(values);
            case LAST -> {
                values.subList(0, Math.max(0, values.size() - from)).clear();
                yield true;
            }
        };
    }

    private boolean substring(List<Object> values) {
        for (int index = 0; index < values.size(); index++) {
            String text = Scalars.text(values.get(index));
            if (text == null) {
                return false;
            }
            values.set(index, text.substring(Math.min(from, text.length()), Math.min(until, text.length())));
        }
        return true;
    }

    private static boolean sum(List<Object> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int index = 0; index < values.size(); index++) {
            BigDecimal number = Scalars.number(values.get(index));
            if (number == null) {
                return false;
            }
            sum = sum.add(number);
        }
        values.clear();
        values.add(sum);
        return true;
    }
}
