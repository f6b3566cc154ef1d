package io.waybill.platform.kernel;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which text stands for several languages. */
public final class LocalizedText {
    private static final String ENGLISH = "en_US";

    private LocalizedText() {}

    /**
     * The text for clients that do not choose a language: English, else that of the first locale in the alphabet.
     *
     * @param localized at least one text, by locale
     */
    public static String of(Map<String, String> localized) {
        String english = localized.get(ENGLISH);
        return english != null ? english : new TreeMap<>(localized).firstEntry().getValue();
    }

    /** {@link #of(Map)} unless a text was given for it. */
    public static String of(Map<String, String> localized, @Nullable String given) {
        return given != null ? given : of(localized);
    }
}
