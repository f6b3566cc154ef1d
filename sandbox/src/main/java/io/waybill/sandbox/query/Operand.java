package io.waybill.sandbox.query;

import java.math.BigDecimal;

/** The right side of a comparison. */
sealed interface Operand {

    record Text(String value) implements Operand {}

    record Number(BigDecimal value) implements Operand {}

    record Flag(boolean value) implements Operand {}

    /** The value of a variable: its text takes the type of the field it meets. */
    record Variable(String value) implements Operand {}
}
