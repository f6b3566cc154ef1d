package io.waybill.client.http;

/**
 * No answer came: the host is unreachable, the connection broke or time ran out. What the other side did with the
 * request is unknown.
 */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    UnansweredException(String message, boolean sent, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    UnansweredException(String message) {
        super(message);
        this.sent = false;
    }

    /** Whether the request may have reached the other side; false when no connection could be made. */
    public boolean mayHaveArrived() {
        return sent;
    }
}
