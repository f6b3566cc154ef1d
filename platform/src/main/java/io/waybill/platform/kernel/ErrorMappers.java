package io.waybill.platform.kernel;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every failure into the error array of the wire. Never a page, a stack trace or a bare 500. */
class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

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
        if (holdsUnstorableText(failure)) {
            return answer(400, List.of(new ApiError("A text must not contain the character U+0000")));
        }
        String reference = identifiers.next();
        LOG.errorf(failure, "Request failed, reference %s", reference);
        return answer(
                500,
                List.of(new ApiError("An unexpected fault; its reference is " + reference, reference, null, null)));
    }

    /** PostgreSQL cannot keep U+0000, neither in a text (22021) nor in a document (22P05). */
    private static boolean holdsUnstorableText(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("22P05".equals(sql.getSQLState()) || "22021".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
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
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return path(unknown) + " is not a field of this request";
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
