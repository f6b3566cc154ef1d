package io.waybill.platform.console;

/**
 * Why signing in at an identity provider came to nothing.
 *
 * @param name of the provider, or of who may do nothing here
 */
record ElsewhereNotice(What what, String name) {
    /** What happened. */
    enum What {
        /** Nothing; there is nothing to say. */
        NONE,
        DOWN,
        STALE,
        REFUSED,
        NOTHING_ALLOWED
    }

    static final ElsewhereNotice NONE = new ElsewhereNotice(What.NONE, "");
}
