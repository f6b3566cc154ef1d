package io.waybill.client;

/**
 * The platform did not answer, or answered that it cannot now (408, 429, 5xx). Whether a write took effect is unknown:
 * read before writing again.
 */
public final class FulfilmentUnavailableException extends FulfilmentException {
    private static final long serialVersionUID = 1L;

    FulfilmentUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    FulfilmentUnavailableException(String message) {
        super(message);
    }
}
