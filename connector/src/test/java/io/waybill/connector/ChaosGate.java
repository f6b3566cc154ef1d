package io.waybill.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * Stands before a remote side and spoils one call in so many: refused for now or for a conflict, failed before or after
 * the work was done, never answered, or the connection reset. What it does follows from the seed and the order of calls.
 */
final class ChaosGate implements AutoCloseable {
    private static final long LONGER_THAN_ANYBODY_WAITS = 2_000;

    /** What becomes of a call. The first ones never reach the remote side; of the last ones it has done the work. */
    enum Spoiling {
        CONFLICT,
        TOO_MANY,
        FAILED,
        UNAVAILABLE,
        SILENT,
        FAILED_AFTERWARDS,
        UNAVAILABLE_AFTERWARDS,
        SILENT_AFTERWARDS,
        RESET_AFTERWARDS;

        private boolean afterwards() {
            return compareTo(FAILED_AFTERWARDS) >= 0;
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final URI remote;
    private final Random random;
    private final double share;
    private final Map<Spoiling, Integer> spoiled = new EnumMap<>(Spoiling.class);
    private boolean calm;

    /** @param share of the calls that are spoiled */
    ChaosGate(URI remote, long seed, double share) {
        this.remote = remote;
        this.random = new Random(seed);
        this.share = share;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on every call goes through. */
    synchronized void calmDown() {
        calm = true;
    }

    /** How often it did what. */
    synchronized Map<Spoiling, Integer> spoiled() {
        return new EnumMap<>(spoiled);
    }

    private synchronized Spoiling fate(String method) {
        if (calm || random.nextDouble() >= share) {
            return null;
        }
        Spoiling[] all = Spoiling.values();
        // Nobody conflicts with a read.
        Spoiling fate = all[method.equals("GET") ? 1 + random.nextInt(all.length - 1) : random.nextInt(all.length)];
        spoiled.merge(fate, 1, Integer::sum);
        return fate;
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Spoiling fate = fate(exchange.getRequestMethod());
        try (exchange) {
            HttpResponse<byte[]> answer = fate == null || fate.afterwards() ? forward(exchange, body) : null;
            if (fate == null) {
                reply(exchange, answer.statusCode(), answer.body());
                return;
            }
            switch (fate) {
                case CONFLICT -> reply(exchange, 409, """
                        {"statusCode":409,"message":"conflict","errors":[{"code":"ConcurrentModification","currentVersion":99}]}""");
                case TOO_MANY -> {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    reply(exchange, 429, "[]");
                }
                case FAILED, FAILED_AFTERWARDS -> reply(exchange, 500, "[]");
                case UNAVAILABLE, UNAVAILABLE_AFTERWARDS -> reply(exchange, 503, "[]");
                case SILENT, SILENT_AFTERWARDS -> Thread.sleep(LONGER_THAN_ANYBODY_WAITS);
                case RESET_AFTERWARDS -> {
                    // closing without an answer
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(remote + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Authorization", "Content-Type", "X-Correlation-ID", "Idempotency-Key")) {
            exchange.getRequestHeaders()
                    .getOrDefault(header, List.of())
                    .forEach(value -> request.header(header, value));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
