package io.waybill.sourcing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How single values of a property tree are read and compared. Never throws, and bounded in time and memory. */
final class Scalars {

    /** Longest text read as a number, and largest exponent: beyond, arithmetic could take any time. */
    private static final int LONGEST_NUMBER = 200;

    private static final int DATE_LENGTH = 10;
    private static final int LONGEST_TIME = 40;

    private Scalars() {}

    /** The number that a value is or that a text spells; null when it is none. */
    static @Nullable BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> bounded(number);
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Short number -> BigDecimal.valueOf(number);
            case Byte number -> BigDecimal.valueOf(number);
            case BigInteger number -> number.bitLength() > 4 * LONGEST_NUMBER ? null : bounded(new BigDecimal(number));
            case Double number -> Double.isFinite(number) ? bounded(BigDecimal.valueOf(number)) : null;
            case Float number -> Float.isFinite(number) ? bounded(new BigDecimal(Float.toString(number))) : null;
            case String text -> spelled(text);
            default -> null;
        };
    }

    private static @Nullable BigDecimal spelled(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean allowed = (character >= '0' && character <= '9')
                    || character == '.'
                    || (index == 0 && character == '-' && text.length() > 1);
            if (!allowed) {
                return null;
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notSpelledSo) {
            return null;
        }
    }

    private static @Nullable BigDecimal bounded(BigDecimal number) {
        boolean small = number.precision() <= LONGEST_NUMBER && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
        return small ? number : null;
    }

    /** The value as text; null for what is no single value, and for a number out of bounds. */
    static @Nullable String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Boolean truth) {
            return truth.toString();
        }
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The point in time that a text spells: an ISO date (its start in UTC) or an ISO date and time with offset. */
    static @Nullable Instant time(Object value) {
        if (!(value instanceof String text) || text.length() < DATE_LENGTH || text.length() > LONGEST_TIME) {
            return null;
        }
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notSpelledSo) {
            return null;
        }
    }

    /** Whether two values are the same: numbers by value, and a text that spells the number or the truth of the other. */
    static boolean same(Object one, Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.equals(otherText);
        }
        if (one instanceof Boolean || other instanceof Boolean) {
            return (one instanceof Boolean || one instanceof String)
                    && (other instanceof Boolean || other instanceof String)
                    && one.toString().equals(other.toString());
        }
        BigDecimal number = number(one);
        BigDecimal otherNumber = number == null ? null : number(other);
        return number != null && otherNumber != null && number.compareTo(otherNumber) == 0;
    }

    static boolean isSingle(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }
}
