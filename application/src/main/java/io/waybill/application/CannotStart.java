package io.waybill.application;

import org.jspecify.annotations.Nullable;

/** The application cannot start for a reason that the operator can change; the message is one line and says which. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        this(message, null);
    }

    CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
