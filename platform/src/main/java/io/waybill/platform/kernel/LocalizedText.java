package io.waybill.platform.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts by locale ({@code nameLocalized} and the like). */
public final class LocalizedText {
    private LocalizedText() {}

    /** The text that stands for all languages: the English one, else any; null when there is none. */
    public static @Nullable String standard(@Nullable Map<String, String> localized) {
        if (localized == null) {
            return null;
        }
        String english = localized.get("en_US");
        return english != null
                ? english
                : localized.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .orElse(null);
    }
}
