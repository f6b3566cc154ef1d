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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the shop: notes every call and, on demand, answers in its place. */
final class ShopGate implements AutoCloseable {
    /** A call as it came. */
    record Call(String method, String path, Map<String, List<String>> headers) {
        boolean is(String wantedMethod, String part) {
            return method.equals(wantedMethod) && path.contains(part);
        }
    }

    private record Refusal(String method, String path, int status, String body, AtomicInteger left) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final URI shop;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Refusal> refusals = new CopyOnWriteArrayList<>();

    ShopGate(URI shop) {
        this.shop = shop;
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

    /** The next calls to a path that contains the text never reach the shop and are answered so. */
    void answer(String method, String path, int status, String body, int times) {
        refusals.add(new Refusal(method, path, status, body, new AtomicInteger(times)));
    }

    /** Every call reaches the shop again. */
    void heal() {
        refusals.clear();
    }

    /** The next updates of an order are told that somebody else was faster. */
    void conflict(int times) {
        answer("POST", "/orders/", 409, """
                {"statusCode":409,"message":"Object has a different version than expected. Expected: 1 - Actual: 13.",
                 "errors":[{"code":"ConcurrentModification","message":"Expected: 1 - Actual: 13.","currentVersion":13}]}""", times);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    long count(String method, String part) {
        return calls.stream().filter(call -> call.is(method, part)).count();
    }

    private void pass(HttpExchange exchange) throws IOException {
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()));
        calls.add(call);
        byte[] body = exchange.getRequestBody().readAllBytes();
        for (Refusal refusal : refusals) {
            if (call.is(refusal.method(), refusal.path()) && refusal.left().getAndDecrement() > 0) {
                reply(exchange, refusal.status(), refusal.body().getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(shop + exchange.getRequestURI().toString()))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Authorization", "Content-Type", "X-Correlation-ID")) {
            exchange.getRequestHeaders()
                    .getOrDefault(header, List.of())
                    .forEach(value -> request.header(header, value));
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            reply(exchange, response.statusCode(), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
