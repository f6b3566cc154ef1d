package io.waybill.platform.events;

import java.util.List;

/** Makes the beginning of an answer's body fit to be kept and shown. Pure. */
final class AnswerText {
    /** Characters that are kept. */
    static final int LONGEST = 500;

    private static final int SHORTEST_SECRET = 6;
    private static final String MASK = "•••";

    private AnswerText() {}

    /**
     * A target may send back what it was sent, so the values of the subscription's headers are masked, also their words,
     * such as the token behind {@code Bearer}.
     *
     * @param beginning longer than what is kept, so that a value at the cut is masked as well
     */
    static String of(String beginning, List<Subscription.Header> headers) {
        String text = beginning;
        for (Subscription.Header header : headers) {
            text = masked(text, header.value());
            for (String word : header.value().split("\\s+")) {
                text = masked(text, word);
            }
        }
        StringBuilder readable = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character -> Character.isISOControl(character) && character != '\n' ? ' ' : character)
                .forEach(readable::appendCodePoint);
        return readable.toString().strip();
    }

    private static String masked(String text, String value) {
        return value.length() < SHORTEST_SECRET ? text : text.replace(value, MASK);
    }
}
