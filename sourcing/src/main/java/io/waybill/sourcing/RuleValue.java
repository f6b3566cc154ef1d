package io.waybill.sourcing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The value that a predicate expects: a text, a number or a truth, read once. Immutable. */
public final class RuleValue {

    /** Most characters of an expected text. */
    public static final int MAX_LENGTH = 2_000;

    private final Object raw;
    private final String text;
    private final @Nullable BigDecimal number;
    private final @Nullable Instant time;

    private RuleValue(Object raw, String text) {
        this.raw = raw;
        this.text = text;
        this.number = raw instanceof Boolean ? null : Scalars.number(raw);
        this.time = Scalars.time(raw);
    }

    /** @throws IllegalArgumentException when it is no text, number or truth, or too large */
    public static RuleValue of(Object raw) {
        String text = Scalars.text(raw);
        if (text == null) {
            throw new IllegalArgumentException("must be a text, a number of at most 200 digits, true or false");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
        }
        return new RuleValue(raw instanceof Number ? number(raw) : raw, text);
    }

    private static Object number(Object raw) {
        BigDecimal number = Scalars.number(raw);
        return number == null ? raw : number;
    }

    /** A String, a BigDecimal or a Boolean. */
    public Object raw() {
        return raw;
    }

    boolean isTruth() {
        return raw instanceof Boolean;
    }

    Truth sameAs(Object value) {
        return Scalars.isSingle(value) ? Truth.of(Scalars.same(value, raw)) : Truth.ERROR;
    }

    Truth containedIn(Object value) {
        String container = Scalars.text(value);
        return container == null ? Truth.ERROR : Truth.of(container.contains(text));
    }

    /**
     * Compares a value with this: as numbers when this is or spells a number, as times when this spells a time, else as
     * texts.
     *
     * @return the sign, or null when the value is of another kind
     */
    @Nullable
    Integer compare(Object value) {
        if (number != null) {
            BigDecimal other = value instanceof Boolean ? null : Scalars.number(value);
            return other == null ? null : other.compareTo(number);
        }
        if (time != null) {
            Instant other = Scalars.time(value);
            return other == null ? null : other.compareTo(time);
        }
        return raw instanceof String && value instanceof String other ? Integer.signum(other.compareTo(text)) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleValue value && value.raw.getClass() == raw.getClass() && value.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it is shown to people: a text in quotes. */
    @Override
    public String toString() {
        return raw instanceof String ? "\"" + text + "\"" : text;
    }
}
