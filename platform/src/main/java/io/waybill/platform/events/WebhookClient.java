package io.waybill.platform.events;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts to webhooks: connects to the address that was checked while Host and TLS name the target's host, follows no
 * redirect, keeps connections alive, and reads a bounded part of the answer. Thread-safe; callers block.
 */
final class WebhookClient implements AutoCloseable {
    private static final long LARGEST_ANSWER = 64 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** Bytes of a refusal's body that are handed out, and how long they are waited for. */
    private static final int BEGINNING = 16 * 1024;

    private static final Duration WAIT_FOR_BEGINNING = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Duration timeout;
    private final Clock clock;
    private final Vertx vertx;

    WebhookClient(Vertx vertx, Duration timeout, int connectionsPerTarget, Clock clock) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connectionsPerTarget)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout((int) Math.min(timeout.toMillis(), 5_000))
                .setVerifyHost(true)
                .setDecompressionSupported(false));
    }

    /** What a target answered. */
    sealed interface Answer {
        /**
         * It answered with a status.
         *
         * @param retryAfter null when it did not say
         * @param beginning of the body of a refusal, as far as it came soon; empty otherwise
         */
        record Status(int status, @Nullable Duration retryAfter, String beginning) implements Answer {
            boolean acknowledges() {
                return WebhookClient.acknowledges(status);
            }
        }

        /** No answer came: no connection, reset, timeout, nonsense. */
        record None(String reason) implements Answer {}
    }

    /** Posts the body as JSON; the headers are added. Never throws. */
    Answer post(WebhookTargets.Checked target, Map<String, String> headers, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(target.address(), target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        options.putHeader("content-type", "application/json").putHeader("user-agent", "Waybill");

        AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
        CompletableFuture<HttpClientResponse> answer = new CompletableFuture<>();
        CompletableFuture<String> beginning = new CompletableFuture<>();
        Future<HttpClientResponse> response = client.request(options).compose(request -> {
            sent.set(request);
            if (answer.isDone()) {
                request.reset();
                return Future.failedFuture("The time was over before the connection was there");
            }
            // The body of an acknowledgement is of no interest; it is read so that the connection can be used again.
            return request.send(body).onSuccess(received -> discard(request, received, beginning));
        });
        response.onComplete(done -> {
            if (done.succeeded()) {
                answer.complete(done.result());
            } else {
                answer.completeExceptionally(done.cause());
            }
        });
        try {
            HttpClientResponse received = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Status(
                    received.statusCode(),
                    retryAfter(received.getHeader("retry-after")),
                    acknowledges(received.statusCode()) ? "" : soon(beginning));
        } catch (TimeoutException late) {
            answer.cancel(false);
            HttpClientRequest request = sent.get();
            if (request != null) {
                request.reset();
            }
            return new Answer.None("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException | CancellationException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new Answer.None(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.None("stopped");
        }
    }

    private static boolean acknowledges(int status) {
        return status >= 200 && status < 300;
    }

    /** A refusal is known already; its words are not worth a long wait. */
    private static String soon(CompletableFuture<String> beginning) throws InterruptedException {
        try {
            return beginning.get(WAIT_FOR_BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException none) {
            return "";
        }
    }

    private void discard(HttpClientRequest request, HttpClientResponse received, CompletableFuture<String> beginning) {
        AtomicLong read = new AtomicLong();
        Buffer first = Buffer.buffer();
        boolean refusal = !acknowledges(received.statusCode());
        long timer = vertx.setTimer(timeout.toMillis(), ignored -> request.reset());
        received.exceptionHandler(failure -> {
            vertx.cancelTimer(timer);
            beginning.complete(first.toString());
        });
        received.endHandler(end -> {
            vertx.cancelTimer(timer);
            beginning.complete(first.toString());
        });
        received.handler(part -> {
            if (refusal && !beginning.isDone()) {
                first.appendBuffer(part, 0, Math.min(part.length(), BEGINNING - first.length()));
                if (first.length() == BEGINNING) {
                    beginning.complete(first.toString());
                }
            }
            if (read.addAndGet(part.length()) > LARGEST_ANSWER) {
                request.reset();
            }
        });
    }

    private @Nullable Duration retryAfter(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            if (value.chars().allMatch(Character::isDigit) && !value.isEmpty() && value.length() < 10) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
