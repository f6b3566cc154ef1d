package io.waybill.platform.kernel;

/** Patterns of SQL's {@code like} and {@code ilike} for what somebody typed: its own % and _ stand for themselves. */
public final class LikePattern {
    private LikePattern() {}

    /** Matches what begins with the text. */
    public static String beginningWith(String text) {
        return escaped(text) + "%";
    }

    /** Matches what contains the text. */
    public static String containing(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
