package io.waybill.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, on one thread and kept-alive HTTP/1.1 connections. It shares the machine with what it measures, so it
 * has to be cheap: Vert.x' client, on one event loop. Thread-safe; load methods are called one at a time.
 */
final class LoadClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_CONNECTIONS = 64;
    private static final long PATIENCE_SECONDS = 120;
    private static final int TICK_MILLISECONDS = 5;

    private final Vertx vertx = oneLoop();
    private final HttpClient client;
    private String authorization = "";

    /** @param address root of the server, without a trailing slash */
    LoadClient(String address) {
        this(address, MOST_CONNECTIONS);
    }

    /** @param connections at most so many at once */
    LoadClient(String address, int connections) {
        URI uri = URI.create(address);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(uri.getHost())
                .setDefaultPort(uri.getPort())
                .setMaxPoolSize(connections)
                .setKeepAlive(true)
                .setKeepAliveTimeout(0));
    }

    static Vertx oneLoop() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /** A request, with its body if it has one. */
    record Request(HttpMethod method, String path, @Nullable Buffer body) {}

    /** What came back. */
    private record Answer(int status, Buffer body) {}

    /** Logs in; later requests carry the token. */
    void logIn(String username, String password) {
        authorization = "Bearer "
                + post(
                                "/v1/accounts:signInWithPassword?key=any",
                                JSON.createObjectNode()
                                        .put("email", username)
                                        .put("password", password)
                                        .put("returnSecureToken", true))
                        .path("idToken")
                        .asText();
    }

    /** Later requests carry this token. */
    void bear(String token) {
        authorization = "Bearer " + token;
    }

    JsonNode get(String path) {
        return json(new Request(HttpMethod.GET, path, null));
    }

    JsonNode post(String path, JsonNode body) {
        return json(new Request(HttpMethod.POST, path, Buffer.buffer(body.toString())));
    }

    JsonNode put(String path, JsonNode body) {
        return json(new Request(HttpMethod.PUT, path, Buffer.buffer(body.toString())));
    }

    JsonNode patch(String path, JsonNode body) {
        return json(new Request(HttpMethod.PATCH, path, Buffer.buffer(body.toString())));
    }

    void delete(String path) {
        text(new Request(HttpMethod.DELETE, path, null));
    }

    private JsonNode json(Request request) {
        try {
            return JSON.readTree(text(request));
        } catch (JsonProcessingException notJson) {
            throw new BenchFailed(request.method() + " " + request.path() + " did not answer with JSON", notJson);
        }
    }

    /** The body of a successful answer. */
    String text(Request request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        vertx.runOnContext(go -> send(request).onSuccess(answer::complete).onFailure(answer::completeExceptionally));
        Answer came = await(answer);
        requireSuccess(request, came);
        return came.body().toString();
    }

    private Future<Answer> send(Request request) {
        return client.request(new RequestOptions().setMethod(request.method()).setURI(request.path()))
                .compose(open -> {
                    if (!authorization.isEmpty()) {
                        open.putHeader(HttpHeaders.AUTHORIZATION, authorization);
                    }
                    if (request.body() == null) {
                        return open.send();
                    }
                    return open.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .send(request.body());
                })
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)));
    }

    private static void requireSuccess(Request request, Answer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new BenchFailed(
                    request.method() + " " + request.path() + " answered " + answer.status() + ": " + answer.body());
        }
    }

    /**
     * Sends that many requests over so many connections, on each the next one as soon as the last is answered.
     *
     * @throws BenchFailed if one is not answered with success
     */
    Load asFastAsPossible(int connections, int count, IntFunction<Request> requests) {
        return run(new Run(count, requests), run -> {
            for (int connection = 0; connection < Math.min(connections, count); connection++) {
                run.sendNext(true);
            }
        });
    }

    /**
     * Sends at that pace for so long, whether answers come or not. Latency counts from when a request was due, so a
     * server that falls behind is not flattered.
     *
     * @throws BenchFailed if one is not answered with success
     */
    Load atPace(int perSecond, Duration time, IntFunction<Request> requests) {
        int count = (int) Math.max(1, perSecond * time.toMillis() / 1000);
        return run(new Run(count, requests), run -> {
            long start = System.nanoTime();
            long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
            vertx.setPeriodic(TICK_MILLISECONDS, timer -> {
                while (run.sent < count && System.nanoTime() - start >= run.sent * interval) {
                    run.send(start + run.sent * interval, false);
                }
                if (run.sent == count || run.done.isDone()) {
                    vertx.cancelTimer(timer);
                }
            });
        });
    }

    private Load run(Run run, java.util.function.Consumer<Run> first) {
        vertx.runOnContext(go -> {
            run.start = System.nanoTime();
            first.accept(run);
        });
        return await(run.done);
    }

    /** Requests under way. Touched by the event loop only. */
    private final class Run {
        private final int count;
        private final IntFunction<Request> requests;
        private final Latencies latencies = new Latencies();
        private final CompletableFuture<Load> done = new CompletableFuture<>();
        private long start;
        private int sent;
        private int answered;

        Run(int count, IntFunction<Request> requests) {
            this.count = count;
            this.requests = requests;
        }

        void sendNext(boolean another) {
            if (sent < count && !done.isDone()) {
                send(System.nanoTime(), another);
            }
        }

        void send(long due, boolean another) {
            Request request = requests.apply(sent++);
            LoadClient.this.send(request).onComplete(result -> {
                if (result.failed()) {
                    done.completeExceptionally(new BenchFailed(
                            request.method() + " " + request.path() + " failed: " + result.cause(), result.cause()));
                    return;
                }
                try {
                    requireSuccess(request, result.result());
                } catch (BenchFailed failure) {
                    done.completeExceptionally(failure);
                    return;
                }
                long now = System.nanoTime();
                latencies.record(Duration.ofNanos(now - due));
                if (++answered == count) {
                    done.complete(new Load(count, Duration.ofNanos(now - start), latencies));
                } else if (another) {
                    sendNext(true);
                }
            });
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof BenchFailed known
                    ? known
                    : new BenchFailed("A request failed: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            throw new BenchFailed("No answer within " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
