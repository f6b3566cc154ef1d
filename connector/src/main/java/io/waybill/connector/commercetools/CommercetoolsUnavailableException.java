package io.waybill.connector.commercetools;

/** commercetools did not answer, or answered that it cannot now (429, 5xx). */
public final class CommercetoolsUnavailableException extends CommercetoolsException {
    private static final long serialVersionUID = 1L;

    CommercetoolsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    CommercetoolsUnavailableException(String message) {
        super(message);
    }
}
