package io.waybill.client;

import java.util.List;
import java.util.stream.Collectors;

/** The platform understood the call and refused it; the same call will be refused again. */
public final class FulfilmentRejectedException extends FulfilmentException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<ApiError> errors;

    FulfilmentRejectedException(String call, int status, List<ApiError> errors) {
        super(call + " answered " + status
                + errors.stream().map(ApiError::summary).collect(Collectors.joining("; ", ": ", "")));
        this.status = status;
        this.errors = errors;
    }

    /** The HTTP status, 300 to 499. */
    public int status() {
        return status;
    }

    /** What the platform said, may be empty. */
    public List<ApiError> errors() {
        return errors;
    }

    /** Whether somebody else changed the entity first. */
    public boolean versionConflict() {
        return status == 409;
    }

    /** Whether the entity does not exist. */
    public boolean notFound() {
        return status == 404;
    }

    /** Whether the credentials or permissions are at fault, not the call. */
    public boolean accessDenied() {
        return status == 401 || status == 403;
    }
}
