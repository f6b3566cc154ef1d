package io.waybill.client.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Sends JSON, reads JSON, repeats what may be repeated while the deadline allows. A refusal is an answer, not an
 * exception; only silence is one. Thread-safe.
 */
public final class JsonHttp implements AutoCloseable {
    /** The mapper of both APIs: decimals stay exact, so that an amount of money is never rounded on its way. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Set<Integer> NOT_PROCESSED = Set.of(429, 503);
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final Connections connections;
    private final Duration requestTimeout;

    /**
     * @param connectTimeout how long a connection may take
     * @param requestTimeout how long one attempt may take, body included
     * @param userAgent sent with every request
     */
    public JsonHttp(Duration connectTimeout, Duration requestTimeout, String userAgent) {
        this.requestTimeout = requestTimeout;
        this.connections = new Connections(connectTimeout, userAgent);
    }

    /** When a call may be sent again. */
    public enum Repeat {
        /** After any passing failure: reads, and writes that name the version they read. */
        WHENEVER_USEFUL,
        /** Only when the other side certainly or by its own word did nothing: no connection, 429, 503. */
        WHEN_NOT_PROCESSED
    }

    /** One request; {@code body} null for none. */
    public record Call(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable Body body,
            Repeat repeat) {
        /** The same call with one more header. */
        public Call withHeader(String name, String value) {
            Map<String, String> more = new java.util.LinkedHashMap<>(headers);
            more.put(name, value);
            return new Call(method, uri, more, body, repeat);
        }
    }

    /** A request body with its media type. */
    public record Body(String mediaType, String content) {
        /** The node as application/json. */
        public static Body json(JsonNode node) {
            try {
                return new Body("application/json", JSON.writeValueAsString(node));
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /** The fields as a form. */
        public static Body form(Map<String, String> fields) {
            StringJoiner joined = new StringJoiner("&");
            fields.forEach((name, value) -> joined.add(encode(name) + "=" + encode(value)));
            return new Body("application/x-www-form-urlencoded", joined.toString());
        }
    }

    /**
     * What came back.
     *
     * @param body the parsed JSON; a missing node when there was none or it was not JSON
     */
    public record Answer(int status, JsonNode body, Optional<String> retryAfter) {
        /** Whether the status is 2xx. */
        public boolean successful() {
            return status / 100 == 2;
        }
    }

    /** Percent-encoding of a query name, value or path segment. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Sends the call, again where allowed, until an answer stands or the deadline is near.
     *
     * @throws UnansweredException when the last attempt had no answer
     */
    public Answer exchange(Call call, Deadline deadline) {
        if (deadline.expired()) {
            throw new UnansweredException("no time left for " + call.method() + " " + where(call.uri()));
        }
        if (deadline.remaining().compareTo(FIRST_PAUSE.multipliedBy(2)) < 0) {
            return attempt(call, deadline); // there is no time for a second one
        }
        RetryPolicy<Answer> policy = RetryPolicy.<Answer>builder()
                .handleIf(failure -> failure instanceof UnansweredException unanswered
                        && (call.repeat() == Repeat.WHENEVER_USEFUL || !unanswered.mayHaveArrived()))
                .handleResultIf(answer ->
                        (call.repeat() == Repeat.WHENEVER_USEFUL ? PASSING : NOT_PROCESSED).contains(answer.status()))
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.3)
                .withDelayFn(context -> asked(context.getLastResult()))
                .withMaxRetries(4)
                .withMaxDuration(deadline.atMost(Duration.ofMinutes(5)))
                .build();
        return Failsafe.with(policy).get(() -> attempt(call, deadline));
    }

    private static Duration asked(@Nullable Answer answer) {
        Duration useBackoff = Duration.ofMillis(-1);
        return answer == null
                ? useBackoff
                : answer.retryAfter().map(JsonHttp::seconds).orElse(useBackoff);
    }

    private static Duration seconds(String retryAfter) {
        try {
            return Duration.ofSeconds(Long.parseLong(retryAfter.trim()));
        } catch (NumberFormatException notSeconds) {
            return untilDate(retryAfter);
        }
    }

    private static Duration untilDate(String retryAfter) {
        try {
            Instant at = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException unreadable) {
            return Duration.ofMillis(-1);
        }
    }

    private Answer attempt(Call call, Deadline deadline) {
        Duration timeout = deadline.atMost(requestTimeout);
        if (timeout.isZero()) {
            throw new UnansweredException("no time left for " + call.method() + " " + where(call.uri()));
        }
        try {
            return connections.exchange(call, timeout);
        } catch (IOException failed) {
            throw unanswered(call, failed);
        }
    }

    private static UnansweredException unanswered(Call call, IOException cause) {
        boolean connected = !Connections.neverConnected(cause);
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new UnansweredException(
                call.method() + " " + where(call.uri()) + ": " + (connected ? "no answer" : "no connection") + " ("
                        + reason + ")",
                connected,
                cause);
    }

    /** Host and path: a query may carry an API key or a person's name, so it is left out of messages. */
    private static String where(URI uri) {
        return uri.getAuthority() + uri.getPath();
    }

    @Override
    public void close() {
        connections.close();
    }
}
