package io.waybill.platform.database;

import org.jspecify.annotations.Nullable;

/** The embedded server could not be started or stopped. The message is one line and meant for the operator. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedPostgresException(String message) {
        this(message, null);
    }

    public EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
