package io.waybill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.waybill.sandbox.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** A push endpoint that remembers what it got and answers as told. */
final class Endpoint implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> envelopes = new CopyOnWriteArrayList<>();

    /** @param status the answer to the n-th request, from 1 */
    Endpoint(ToIntFunction<Integer> status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            int number;
            JsonNode envelope = Json.parse(exchange.getRequestBody().readAllBytes());
            synchronized (envelopes) {
                envelopes.add(envelope);
                number = envelopes.size();
            }
            exchange.sendResponseHeaders(status.applyAsInt(number), -1);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/event");
    }

    List<JsonNode> envelopes() {
        return envelopes;
    }

    List<JsonNode> payloads() {
        return envelopes.stream()
                .map(envelope -> Json.parse(
                        Base64.getDecoder().decode(envelope.at("/message/data").asText())))
                .toList();
    }

    List<String> types() {
        return payloads().stream()
                .map(payload -> payload.path("notificationType").asText().equals("Message")
                        ? payload.path("type").asText()
                        : payload.path("notificationType").asText())
                .toList();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within 10 s");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
