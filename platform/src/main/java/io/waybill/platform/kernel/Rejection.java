package io.waybill.platform.kernel;

import java.util.List;

/**
 * Thrown where a request cannot be served, for a reason its sender must learn. Becomes the HTTP status and the error
 * array of {@link ApiError}.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<ApiError> errors;

    public Rejection(int status, List<ApiError> errors) {
        super(errors.isEmpty() ? "HTTP " + status : errors.getFirst().summary(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    private Rejection(int status, String summary) {
        this(status, List.of(new ApiError(summary)));
    }

    /** 400: the request is malformed. The summary names the field and what was expected. */
    public static Rejection invalid(String summary) {
        return new Rejection(400, summary);
    }

    /** 401: no token, or one that is not valid. */
    public static Rejection unauthenticated(String summary) {
        return new Rejection(401, summary);
    }

    /** 403: the caller lacks the permission. */
    public static Rejection forbidden(String summary) {
        return new Rejection(403, summary);
    }

    /** 404: no resource of that kind has that id. */
    public static Rejection notFound(String kind, String id) {
        return new Rejection(404, kind + " " + id + " does not exist");
    }

    /** 409: the client's version is not the one stored. */
    public static Rejection versionConflict(String kind, String id, long requestVersion, long version) {
        return new Rejection(
                409,
                List.of(new ApiError(
                        kind + " " + id + " has version " + version + ", the request names version " + requestVersion,
                        null,
                        requestVersion,
                        version)));
    }

    /** 409: something else than a version conflicts, for example an identifier that is taken. */
    public static Rejection conflict(String summary) {
        return new Rejection(409, summary);
    }

    /** 422: well-formed, but against a rule of the domain. */
    public static Rejection ruleBroken(String summary) {
        return new Rejection(422, summary);
    }

    public int status() {
        return status;
    }

    public List<ApiError> errors() {
        return errors;
    }
}
