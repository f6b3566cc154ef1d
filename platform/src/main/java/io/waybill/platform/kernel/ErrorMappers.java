package io.waybill.platform.kernel;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpClosedException;
import io.waybill.platform.database.DatabaseUnavailable;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every failure into the error array of the wire. Never a page, a stack trace or a bare 500. */
class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    private static final int RETRY_AFTER_SECONDS = 2;

    /** What PostgreSQL says of values that it cannot keep or compare (manual, appendix A), and what it means to a client. */
    private static final Map<String, String> UNSTORABLE = Map.of(
            "22P05", "A text must not contain the character U+0000",
            "22021", "A text must not contain the character U+0000",
            "22003", "A number is out of range",
            "22007", "A time is not one that can be expressed",
            "22008", "A time is out of range",
            "22009", "A time is out of range");

    private final Identifiers identifiers;

    ErrorMappers(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    @ServerExceptionMapper
    Response rejection(Rejection rejection) {
        return answer(rejection.status(), rejection.errors());
    }

    @ServerExceptionMapper
    Response invalidBody(ConstraintViolationException failure) {
        List<ApiError> errors = failure.getConstraintViolations().stream()
                .map(violation -> field(violation) + " " + violation.getMessage())
                .sorted(Comparator.naturalOrder())
                .limit(25)
                .map(ApiError::new)
                .toList();
        return answer(400, errors);
    }

    @ServerExceptionMapper
    Response unreadableBody(JacksonException failure) {
        return answer(400, List.of(new ApiError(describe(failure))));
    }

    /** The framework has a mapper of its own for this one, which this replaces. */
    @ServerExceptionMapper
    Response mismatchedBody(MismatchedInputException failure) {
        return unreadableBody(failure);
    }

    @ServerExceptionMapper
    Response fromFramework(WebApplicationException failure) {
        if (failure.getCause() instanceof JacksonException unreadable) {
            return unreadableBody(unreadable);
        }
        int status = failure.getResponse().getStatus();
        String summary = switch (status) {
            case 400 -> "The request is malformed: " + failure.getMessage();
            case 404 -> "No resource lives at this path";
            case 405 -> "This method is not supported at this path";
            case 406 -> "None of the accepted media types can be produced";
            case 413 -> "The body is too large";
            case 415 -> "The body must be sent as application/json";
            default -> "HTTP " + status;
        };
        return status >= 500 ? unexpected(failure) : answer(status, List.of(new ApiError(summary)));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String unstorable = cause instanceof SQLException sql ? UNSTORABLE.get(sql.getSQLState()) : null;
            if (unstorable != null) {
                return answer(400, List.of(new ApiError(unstorable)));
            }
        }
        String reference = identifiers.next();
        LOG.errorf(failure, "Request failed, reference %s", reference);
        return answer(500, List.of(ApiError.unexpected(reference)));
    }

    /** Said in the log once, when it begins; a line for each request would bury everything else. */
    @ServerExceptionMapper
    Response unavailable(DatabaseUnavailable failure) {
        LOG.debug("A request failed because the database is away", failure);
        String summary = failure.outcomeUnknown()
                ? "The connection to the database broke while this was being stored: it may have taken effect or not;"
                        + " look before you repeat it, or repeat it with the same Idempotency-Key"
                : "The database cannot be reached at the moment; nothing was changed, try again later";
        return Response.fromResponse(answer(503, List.of(new ApiError(summary))))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** A body that ends early: whoever sent it is gone, or too slow. Other faults of this kind are unexpected. */
    @ServerExceptionMapper
    Response unreadable(IOException failure) {
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof HttpClosedException
                    || cause instanceof ClosedChannelException
                    || cause instanceof SocketException) {
                LOG.debug("A client left while it sent a request", failure);
                return answer(400, List.of(new ApiError("The body ended early")));
            }
        }
        return unexpected(failure);
    }

    private static Response answer(int status, List<ApiError> errors) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(errors)
                .build();
    }

    /** The path of the field as the client wrote it: without the method and the parameter that bound the body. */
    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        List<Path.Node> nodes = nodes(violation.getPropertyPath());
        if (nodes.size() > 2 && violation.getExecutableParameters() != null) {
            int second = path.indexOf('.', path.indexOf('.') + 1);
            return second < 0 ? path : path.substring(second + 1);
        }
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static List<Path.Node> nodes(Path path) {
        return java.util.stream.StreamSupport.stream(path.spliterator(), false).toList();
    }

    static String describe(JacksonException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).startsWith("Invalid UTF-8")) {
                return "The body must be encoded as UTF-8";
            }
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return path(unknown) + " is not a field of this request";
        }
        if (failure instanceof InvalidFormatException format
                && format.getTargetType() == String.class
                && format.getValue() instanceof String) {
            return path(format) + " must hold whole characters and not U+0000";
        }
        if (failure instanceof InvalidFormatException format) {
            return path(format) + " must be " + expected(format.getTargetType());
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return path(mismatch) + " must be " + expected(mismatch.getTargetType());
        }
        if (failure instanceof JsonMappingException mapping) {
            return path(mapping) + " cannot be read";
        }
        return "The body is not valid JSON"
                + (failure.getLocation() == null
                        ? ""
                        : " (line " + failure.getLocation().getLineNr() + ", column "
                                + failure.getLocation().getColumnNr() + ")");
    }

    private static String path(JsonMappingException failure) {
        String path = failure.getPath().stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "The body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number in range";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "a number";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "an ISO-8601 date-time";
        }
        if (ObjectNode.class.isAssignableFrom(type)) {
            return "an object";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return "an object";
    }
}
