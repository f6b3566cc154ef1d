package io.waybill.client;

import java.util.List;
import java.util.stream.Collectors;

/** The platform understood the call and refused it; the same call will be refused again. */
public final class FulfilmentRejectedException extends FulfilmentException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int status;
    private final transient List<ApiError> errors;

    FulfilmentRejectedException(String call, int status, List<ApiError> errors) {
        super(call + " answered " + status + (errors.isEmpty() ? "" : ": " + remark(errors)));
        this.call = call;
        this.status = status;
        this.errors = errors;
    }

    private static String remark(List<ApiError> errors) {
        return errors.stream().map(ApiError::summary).collect(Collectors.joining("; "));
    }

    /** The call and the status of its answer; no personal data. */
    public String answer() {
        return call + " answered " + status;
    }

    /** What the platform said, which may repeat what it was sent; may be empty. */
    public String remark() {
        return remark(errors);
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
