package io.waybill.sandbox.query;

import io.waybill.sandbox.query.Token.Kind;
import io.waybill.sandbox.wire.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses commercetools' predicate language: comparisons, {@code in}, {@code contains}, {@code is [not] defined|empty},
 * nesting, {@code and}, {@code or}, {@code not}, and variables ({@code :name} with the parameter {@code var.name}). An
 * unknown field at the root is refused, as the real API does; further down fields are not checked.
 */
public final class PredicateParser {

    /** Deeper nesting than anyone writes, and far from the end of the stack. */
    private static final int MOST_LEVELS = 100;

    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.UNEQUAL,
            "<>", Operator.UNEQUAL,
            "<", Operator.LESS,
            ">", Operator.GREATER,
            "<=", Operator.AT_MOST,
            ">=", Operator.AT_LEAST);

    private final List<Token> tokens;
    private final Map<String, List<String>> variables;
    private final @Nullable Set<String> rootFields;
    private int index;
    private int depth;
    private int nesting;

    private PredicateParser(List<Token> tokens, Map<String, List<String>> variables, @Nullable Set<String> rootFields) {
        this.tokens = tokens;
        this.variables = variables;
        this.rootFields = rootFields;
    }

    /**
     * @param variables values by the variable's name, without {@code var.}
     * @param rootFields the fields of the resource; null if any will do
     */
    public static Predicate parse(String where, Map<String, List<String>> variables, @Nullable Set<String> rootFields) {
        PredicateParser parser = new PredicateParser(Tokens.of(where), variables, rootFields);
        Predicate predicate = parser.alternatives();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected("'and', 'or' or the end");
        }
        return predicate;
    }

    private Predicate alternatives() {
        if (++depth > MOST_LEVELS) {
            throw Tokens.malformed(peek().position(), "too deeply nested");
        }
        List<Predicate> parts = new ArrayList<>(List.of(conjunction()));
        while (peek().isWord("or")) {
            index++;
            parts.add(conjunction());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Predicate.Or(parts);
    }

    private Predicate conjunction() {
        List<Predicate> parts = new ArrayList<>(List.of(single()));
        while (peek().isWord("and")) {
            index++;
            parts.add(single());
        }
        return parts.size() == 1 ? parts.getFirst() : new Predicate.And(parts);
    }

    private Predicate single() {
        if (peek().isSymbol("(")) {
            return parenthesised();
        }
        if (peek().isWord("not") && tokens.get(index + 1).isSymbol("(")) {
            index++;
            return new Predicate.Not(parenthesised());
        }
        return condition();
    }

    private Predicate parenthesised() {
        expect("(");
        Predicate predicate = alternatives();
        expect(")");
        return predicate;
    }

    private Predicate condition() {
        String field = field();
        Token token = peek();
        if (token.isSymbol("(")) {
            nesting++;
            Predicate inner = parenthesised();
            nesting--;
            return new Predicate.Nested(field, inner);
        }
        index++;
        Operator operator = token.kind() == Kind.SYMBOL ? OPERATORS.get(token.text()) : null;
        if (operator != null) {
            return new Predicate.Comparison(field, operator, operand());
        }
        if (token.isWord("in")) {
            return new Predicate.In(field, operands());
        }
        if (token.isWord("not") && peek().isWord("in")) {
            index++;
            return new Predicate.NotIn(field, operands());
        }
        if (token.isWord("contains")) {
            return contains(field);
        }
        if (token.isWord("is")) {
            return existence(field);
        }
        index--;
        throw unexpected("a comparison");
    }

    private Predicate contains(String field) {
        Token which = peek();
        if (!which.isWord("all") && !which.isWord("any")) {
            throw unexpected("'all' or 'any'");
        }
        index++;
        return new Predicate.Contains(field, which.isWord("all"), operands());
    }

    private Predicate existence(String field) {
        boolean negated = peek().isWord("not");
        if (negated) {
            index++;
        }
        Predicate predicate;
        if (peek().isWord("defined")) {
            predicate = new Predicate.Defined(field);
        } else if (peek().isWord("empty")) {
            predicate = new Predicate.Empty(field);
        } else {
            throw unexpected("'defined' or 'empty'");
        }
        index++;
        return negated ? new Predicate.Not(predicate) : predicate;
    }

    private String field() {
        Token token = peek();
        if (token.kind() != Kind.NAME && token.kind() != Kind.QUOTED_NAME) {
            throw unexpected("a field");
        }
        if (nesting == 0 && rootFields != null && !rootFields.contains(token.text())) {
            throw Rejection.invalidInput(
                    "Malformed parameter: where: The field '" + token.text() + "' does not exist.");
        }
        index++;
        return token.text();
    }

    private List<Operand> operands() {
        List<Operand> operands = new ArrayList<>();
        if (peek().kind() == Kind.VARIABLE) {
            // One variable for the whole list: its parameter may be given several times.
            values(tokens.get(index++)).forEach(value -> operands.add(new Operand.Variable(value)));
            return operands;
        }
        expect("(");
        do {
            if (peek().kind() == Kind.VARIABLE) {
                values(tokens.get(index++)).forEach(value -> operands.add(new Operand.Variable(value)));
            } else {
                operands.add(operand());
            }
        } while (skipComma());
        expect(")");
        return operands;
    }

    private boolean skipComma() {
        if (peek().isSymbol(",")) {
            index++;
            return true;
        }
        return false;
    }

    private Operand operand() {
        Token token = peek();
        index++;
        return switch (token.kind()) {
            case STRING -> new Operand.Text(token.text());
            case NUMBER -> new Operand.Number(number(token));
            case VARIABLE -> new Operand.Variable(values(token).getFirst());
            case NAME -> {
                if (!token.isWord("true") && !token.isWord("false")) {
                    index--;
                    throw unexpected("a value");
                }
                yield new Operand.Flag(token.isWord("true"));
            }
            default -> {
                index--;
                throw unexpected("a value");
            }
        };
    }

    private static BigDecimal number(Token token) {
        try {
            return new BigDecimal(token.text());
        } catch (NumberFormatException e) {
            throw Tokens.malformed(token.position(), "'" + token.text() + "' is not a number");
        }
    }

    private List<String> values(Token variable) {
        List<String> values = variables.get(variable.text());
        if (values == null || values.isEmpty()) {
            throw Rejection.invalidInput(
                    "Malformed parameter: where: Missing value for the variable ':" + variable.text() + "'.");
        }
        return values;
    }

    private Token peek() {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    private void expect(String symbol) {
        if (!peek().isSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
        index++;
    }

    private Rejection unexpected(String expected) {
        Token token = peek();
        String found = token.kind() == Kind.END ? "the end" : "'" + token.text() + "'";
        return Tokens.malformed(token.position(), "expected " + expected + " but found " + found);
    }
}
