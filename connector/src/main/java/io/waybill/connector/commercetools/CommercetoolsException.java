package io.waybill.connector.commercetools;

/** A call to commercetools did not succeed. */
public abstract sealed class CommercetoolsException extends RuntimeException
        permits CommercetoolsRejectedException, CommercetoolsUnavailableException {
    private static final long serialVersionUID = 1L;

    CommercetoolsException(String message, Throwable cause) {
        super(message, cause);
    }

    CommercetoolsException(String message) {
        super(message);
    }
}
