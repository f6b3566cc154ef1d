package io.waybill.platform.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the error array where a request is refused before it reaches an operation: too large, compressed, or not
 * an address at all. The framework would answer without a body there, and cut the connection while the client still
 * sends, so that the client sees a reset and never learns why.
 */
@ApplicationScoped
class HttpEdge {
    private static final Logger LOG = Logger.getLogger(HttpEdge.class);

    /** Before everything of the framework that may refuse a request. */
    private static final int FIRST = -100;

    /** After the framework has set its own limit for bodies of unknown length, before anything reads them. */
    private static final int BEFORE_OPERATIONS = -1;

    /** What a client may still send of a body that was refused, to get to read the answer; then it is cut off. */
    private static final long READ_ON = 64L * 1024 * 1024;

    private static final Duration READ_ON_FOR = Duration.ofSeconds(10);

    private final long largestBody;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Vertx vertx;

    HttpEdge(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody,
            ObjectMapper json,
            Identifiers identifiers,
            Vertx vertx) {
        this.largestBody = largestBody.asLongValue();
        this.json = json;
        this.identifiers = identifiers;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::check).failureHandler(this::answerFailure);
        router.route().order(BEFORE_OPERATIONS).handler(this::takeOverTheLimit);
        router.errorHandler(400, this::answerFailure);
    }

    /** A body of unknown length is counted while it is read. */
    @ServerRequestFilter(priority = 0)
    void count(ContainerRequestContext request) {
        if (request.getHeaderString("Content-Length") == null && request.hasEntity()) {
            request.setEntityStream(new LimitedBody(request.getEntityStream(), largestBody));
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (length != null && isTooLarge(length)) {
            refuse(context, 413, "The body is too large; at most " + largestBody + " bytes are accepted");
        } else if (coding != null && !coding.isBlank() && !coding.trim().equalsIgnoreCase("identity")) {
            refuse(context, 415, "The body must not be compressed (Content-Encoding: " + coding + ")");
        } else {
            boolean counted = length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
            if (counted) {
                context.addEndHandler(ended -> {
                    if (context.response().getStatusCode() == 413) {
                        readOn(request);
                    }
                });
            }
            context.next();
        }
    }

    private boolean isTooLarge(String length) {
        return length.length() > 18 || Long.parseLong(length) > largestBody;
    }

    private void takeOverTheLimit(RoutingContext context) {
        context.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        context.next();
    }

    private void refuse(RoutingContext context, int status, String summary) {
        context.addEndHandler(ended -> readOn(context.request()));
        answer(context, status, new ApiError(summary));
    }

    /** Without this the client, which writes before it reads, meets a reset instead of the answer. */
    private void readOn(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        boolean waitsForConsent = request.getHeader(HttpHeaders.EXPECT) != null;
        if (waitsForConsent) {
            request.connection().close();
            return;
        }
        long timer = vertx.setTimer(
                READ_ON_FOR.toMillis(), ignored -> request.connection().close());
        AtomicLong read = new AtomicLong();
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(part -> {
            if (read.addAndGet(part.length()) > READ_ON) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private void answerFailure(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (context.response().headWritten()) {
            context.response().reset();
        } else if (status < 500) {
            answer(context, status, new ApiError("The request is malformed" + reason(context.failure())));
        } else {
            String reference = identifiers.next();
            LOG.errorf(context.failure(), "Request failed, reference %s", reference);
            answer(context, status, ApiError.unexpected(reference));
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null ? "" : ": " + failure.getMessage();
    }

    private void answer(RoutingContext context, int status, ApiError error) {
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json.writeValueAsString(List.of(error)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
