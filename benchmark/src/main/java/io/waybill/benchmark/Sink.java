package io.waybill.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes webhook deliveries. While its gate is closed it receives but does not answer, so that a backlog forms behind
 * what is in flight. Used by one thread; runs on its own.
 */
final class Sink implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Vertx vertx = LoadClient.oneLoop();
    private final HttpServer server;
    private final Queue<HttpServerResponse> held = new ArrayDeque<>();
    private boolean open = true;
    private Expected expected = new Expected(0, false);

    /** What is waited for. */
    private static final class Expected {
        private final int deliveries;
        private final boolean timed;
        private final Latencies lags = new Latencies();
        private final CompletableFuture<Latencies> done = new CompletableFuture<>();
        private int came;

        Expected(int deliveries, boolean timed) {
            this.deliveries = deliveries;
            this.timed = timed;
        }
    }

    Sink() {
        server = vertx.createHttpServer();
        server.requestHandler(this::take);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort() + "/events";
    }

    /** Counts anew; {@link #await} returns once that many have come. */
    void expect(int deliveries, boolean timed) {
        onLoop(() -> expected = new Expected(deliveries, timed));
    }

    void closeGate() {
        onLoop(() -> open = false);
    }

    /** Answers what was held back, and from now on everything at once. */
    void openGate() {
        onLoop(() -> {
            open = true;
            for (HttpServerResponse response = held.poll(); response != null; response = held.poll()) {
                answer(response);
            }
        });
    }

    /**
     * Waits for what was expected.
     *
     * @return how long after its creation each came, if asked for; empty otherwise
     * @throws BenchFailed when too little comes in that time
     */
    Latencies await(Duration patience) {
        Expected waitedFor = expected;
        try {
            return waitedFor.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new BenchFailed("Of " + waitedFor.deliveries + " deliveries only " + waitedFor.came + " came within "
                    + patience.toSeconds() + " s");
        } catch (ExecutionException failure) {
            throw new BenchFailed("The sink failed: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", interrupted);
        }
    }

    private void take(HttpServerRequest request) {
        Instant arrived = Instant.now();
        request.body().onSuccess(body -> {
            if (expected.timed) {
                try {
                    expected.lags.record(Duration.between(created(body), arrived));
                } catch (BenchFailed notUnderstood) {
                    expected.done.completeExceptionally(notUnderstood);
                }
            }
            if (open) {
                answer(request.response());
            } else {
                held.add(request.response());
            }
        });
    }

    /** What is answered has come: a delivery that is held back is not counted yet. */
    private void answer(HttpServerResponse response) {
        response.setStatusCode(204).end();
        if (++expected.came == expected.deliveries) {
            expected.done.complete(expected.lags);
        }
    }

    /** When the entity of the event came to be: {@code payload.created}. The transaction that says so ends after it. */
    static Instant created(Buffer body) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            int depth = 0;
            boolean inPayload = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && depth == 1) {
                    inPayload = parser.currentName().equals("payload");
                } else if (token == JsonToken.FIELD_NAME
                        && depth == 2
                        && inPayload
                        && parser.currentName().equals("created")) {
                    parser.nextToken();
                    return Instant.parse(parser.getText());
                }
            }
        } catch (IOException notJson) {
            throw new BenchFailed("A delivery is no JSON", notJson);
        }
        throw new BenchFailed("A delivery does not say when its entity was created");
    }

    private void onLoop(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.runOnContext(go -> {
            action.run();
            done.complete(null);
        });
        done.join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
