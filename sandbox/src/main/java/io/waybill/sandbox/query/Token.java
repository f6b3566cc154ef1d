package io.waybill.sandbox.query;

/**
 * A word of a predicate.
 *
 * @param text the identifier, the unescaped string, the digits or the symbol
 * @param position in the predicate, from 0, for error messages
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        VARIABLE,
        SYMBOL,
        END
    }

    boolean is(Kind wanted, String word) {
        return kind == wanted && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return is(Kind.SYMBOL, symbol);
    }

    /** A keyword: they are not reserved, so only the place decides whether a name is one. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }
}
