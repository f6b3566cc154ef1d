package io.waybill.client;

/** A call to the platform did not succeed. */
public abstract sealed class FulfilmentException extends RuntimeException
        permits FulfilmentRejectedException, FulfilmentUnavailableException {
    private static final long serialVersionUID = 1L;

    FulfilmentException(String message, Throwable cause) {
        super(message, cause);
    }

    FulfilmentException(String message) {
        super(message);
    }
}
