package io.waybill.sourcing;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values to look others up in, by the sameness of {@link Scalars#same}: in steps that grow with the values, not their product. */
final class ValueSet {

    /** Up to so many it is quicker to look at each. */
    private static final int FEW = 8;

    private final List<Object> values;
    private final boolean few;
    private final Set<Object> exact = new HashSet<>();
    private final Set<BigDecimal> numbers = new HashSet<>();
    private final Set<BigDecimal> spelledNumbers = new HashSet<>();

    private ValueSet(List<Object> values) {
        this.values = values;
        this.few = values.size() <= FEW;
        if (!few) {
            for (Object value : values) {
                add(value);
            }
        }
    }

    static ValueSet of(List<Object> values) {
        return new ValueSet(values);
    }

    private void add(Object value) {
        if (value instanceof Boolean || value instanceof String) {
            exact.add(value);
        }
        BigDecimal number = number(value);
        if (number != null) {
            (value instanceof String ? spelledNumbers : numbers).add(number);
        }
    }

    boolean containsAll(List<Object> others) {
        for (int index = 0; index < others.size(); index++) {
            if (!contains(others.get(index))) {
                return false;
            }
        }
        return true;
    }

    boolean containsNone(List<Object> others) {
        for (int index = 0; index < others.size(); index++) {
            if (contains(others.get(index))) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(Object value) {
        if (few) {
            for (int index = 0; index < values.size(); index++) {
                if (Scalars.same(values.get(index), value)) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof Boolean truth) {
            return exact.contains(truth) || exact.contains(truth.toString());
        }
        BigDecimal number = number(value);
        if (value instanceof String text) {
            return exact.contains(text)
                    || (text.equals("true") && exact.contains(true))
                    || (text.equals("false") && exact.contains(false))
                    || (number != null && numbers.contains(number));
        }
        return number != null && (numbers.contains(number) || spelledNumbers.contains(number));
    }

    /** In the one form in which numbers of the same value are equal. */
    private static @Nullable BigDecimal number(Object value) {
        BigDecimal number = value instanceof Boolean ? null : Scalars.number(value);
        return number == null ? null : number.stripTrailingZeros();
    }
}
