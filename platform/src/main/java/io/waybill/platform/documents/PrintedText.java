package io.waybill.platform.documents;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of users as they can be printed: one line of bounded length, without characters that nobody sees. */
final class PrintedText {
    /** What a name, a title or a label may take of a page. */
    static final int USUAL = 200;

    /** What paragraphs of the tenant may take. */
    static final int PARAGRAPH = 2_000;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}\\s]+");

    private PrintedText() {}

    static String of(@Nullable String text) {
        return of(text, USUAL);
    }

    /** @param most characters; where there are more, the last one is an ellipsis */
    static String of(@Nullable String text, int most) {
        if (text == null) {
            return "";
        }
        // Composed first: a letter and an accent on its own are seldom one glyph of a font.
        String clean = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        return clean.codePointCount(0, clean.length()) <= most
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }
}
