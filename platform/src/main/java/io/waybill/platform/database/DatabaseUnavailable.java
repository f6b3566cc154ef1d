package io.waybill.platform.database;

import org.jspecify.annotations.Nullable;

/**
 * The database could not be reached, or the connection to it broke. Whoever asked is told to ask again; work of the
 * background stays in its table and is taken up when the database is back.
 */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    /** @param outcomeUnknown see {@link #outcomeUnknown} */
    public DatabaseUnavailable(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * False: nothing was stored. True: the connection broke after the commit was sent and before it was confirmed, so it
     * took effect or it did not, and only a look can tell.
     */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
