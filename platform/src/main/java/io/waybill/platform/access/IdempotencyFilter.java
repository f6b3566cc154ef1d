package io.waybill.platform.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.CommitCompanions;
import io.waybill.platform.kernel.ApiError;
import io.waybill.platform.kernel.Rejection;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes any POST under {@code /api} repeatable: with an {@code Idempotency-Key} header, the answer is stored for 24
 * hours and given again to the same request. Requests without the header cost one look at their headers.
 */
class IdempotencyFilter {
    private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
    private static final String HEADER = "Idempotency-Key";

    /** Begins the kept answer that was a file; no JSON begins like that. */
    private static final String FILE = "base64:";

    private static final String CLAIM = IdempotencyFilter.class.getName();
    private static final int LONGEST_KEY = 255;

    private final IdempotencyKeys keys;
    private final Caller caller;
    private final ObjectMapper json;

    IdempotencyFilter(IdempotencyKeys keys, Caller caller, ObjectMapper json) {
        this.keys = keys;
        this.caller = caller;
        this.json = json;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    @Nullable
    Response before(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        if (key == null || !request.getMethod().equals("POST")) {
            return null;
        }
        URI uri = request.getUriInfo().getRequestUri();
        if (!uri.getPath().startsWith("/api/")) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw Rejection.invalid(HEADER + " must have 1 to " + LONGEST_KEY + " printable ASCII characters");
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return switch (keys.claim(new IdempotencyKeys.Key(caller.userId(), path, key), hash(body))) {
            case IdempotencyKeys.Claim.Act act -> {
                request.setProperty(CLAIM, act);
                CommitCompanions.bind(transaction -> keys.markEffective(transaction, act));
                yield null;
            }
            case IdempotencyKeys.Claim.Answer answer -> replay(answer);
            case IdempotencyKeys.Claim.Running running ->
                conflict("A request with this Idempotency-Key is being carried out; try again for its answer");
            case IdempotencyKeys.Claim.AnswerLost lost ->
                conflict(
                        "The request with this Idempotency-Key took effect, but its answer was lost; read what it made");
        };
    }

    @ServerResponseFilter
    void after(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(CLAIM) instanceof IdempotencyKeys.Claim.Act act)) {
            return;
        }
        CommitCompanions.clear();
        request.removeProperty(CLAIM);
        try {
            int status = response.getStatus();
            if (status >= 500 || status == 401 || status == 403 || status == 429) {
                keys.failed(act);
                return;
            }
            String body = body(response);
            MediaType type = response.getMediaType();
            keys.answered(
                    act,
                    new IdempotencyKeys.Claim.Answer(
                            status,
                            response.getHeaderString(HttpHeaders.LOCATION),
                            type == null ? null : type.toString(),
                            body));
            if (body != null && !(response.getEntity() instanceof byte[])) {
                response.setEntity(body, new Annotation[0], type == null ? MediaType.APPLICATION_JSON_TYPE : type);
            }
        } catch (RuntimeException failure) {
            // The request itself is done, and its sender should learn how it ended.
            LOG.errorf(failure, "The answer to a request with an Idempotency-Key could not be stored");
        }
    }

    private @Nullable String body(ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (entity == null || entity instanceof String) {
            return (String) entity;
        }
        if (entity instanceof byte[] file) {
            return FILE + Base64.getEncoder().encodeToString(file);
        }
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An answer cannot be written as JSON", failure);
        }
    }

    private static Response replay(IdempotencyKeys.Claim.Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header("Idempotency-Replayed", "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() != null) {
            response.type(answer.mediaType() == null ? MediaType.APPLICATION_JSON : answer.mediaType())
                    .entity(content(answer.body()));
        }
        return response.build();
    }

    private static Object content(String body) {
        return body.startsWith(FILE) ? Base64.getDecoder().decode(body.substring(FILE.length())) : body;
    }

    private static Response conflict(String summary) {
        return Response.status(409)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(List.of(new ApiError(summary)))
                .build();
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
