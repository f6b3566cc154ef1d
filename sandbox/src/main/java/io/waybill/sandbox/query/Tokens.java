package io.waybill.sandbox.query;

import io.waybill.sandbox.query.Token.Kind;
import io.waybill.sandbox.wire.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Splits a predicate into tokens. Names with other characters than letters, digits and underscores need backticks. */
final class Tokens {

    private final String text;
    private int position;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        Tokens tokens = new Tokens(text);
        List<Token> all = new ArrayList<>();
        Token token;
        do {
            token = tokens.next();
            all.add(token);
        } while (token.kind() != Kind.END);
        return all;
    }

    private Token next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        char c = text.charAt(start);
        if (isNameStart(c)) {
            return new Token(Kind.NAME, name(), start);
        }
        if (c == '"') {
            return new Token(Kind.STRING, string(), start);
        }
        if (c == '`') {
            return new Token(Kind.QUOTED_NAME, quotedName(), start);
        }
        if (c == ':') {
            position++;
            if (position == text.length() || !isNameStart(text.charAt(position))) {
                throw malformed(start, "a variable needs a name");
            }
            return new Token(Kind.VARIABLE, name(), start);
        }
        if (isDigit(c) || (c == '-' && start + 1 < text.length() && isDigit(text.charAt(start + 1)))) {
            return new Token(Kind.NUMBER, number(), start);
        }
        return new Token(Kind.SYMBOL, symbol(c), start);
    }

    private String symbol(char c) {
        String two = text.substring(position, Math.min(position + 2, text.length()));
        if (two.equals("<=") || two.equals(">=") || two.equals("<>") || two.equals("!=")) {
            position += 2;
            return two;
        }
        if ("()=<>,".indexOf(c) < 0) {
            throw malformed(position, "unexpected '" + c + "'");
        }
        position++;
        return String.valueOf(c);
    }

    private String name() {
        int start = position;
        while (position < text.length() && (isNameStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
        return text.substring(start, position);
    }

    private String quotedName() {
        int end = text.indexOf('`', position + 1);
        if (end <= position + 1) {
            throw malformed(position, "a name in backticks is not closed or empty");
        }
        String name = text.substring(position + 1, end);
        position = end + 1;
        return name;
    }

    private String number() {
        int start = position++;
        while (position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            position++;
        }
        return text.substring(start, position);
    }

    private String string() {
        int start = position++;
        StringBuilder value = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && position < text.length()) {
                value.append(escaped(text.charAt(position++)));
            } else {
                value.append(c);
            }
        }
        throw malformed(start, "a string is not closed");
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\', '/' -> c;
            default -> throw malformed(position - 2, "unknown escape '\\" + c + "'");
        };
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static Rejection malformed(int position, String problem) {
        return Rejection.invalidInput("Malformed parameter: where: Syntax error while parsing 'where' at position "
                + position + ": " + problem + ".");
    }
}
