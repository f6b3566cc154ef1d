package io.waybill.platform.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A webhook of a subscriber: a real HTTP server that writes down what it gets and behaves as told. */
public final class Sink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    public final List<Received> received = new CopyOnWriteArrayList<>();

    /** One request. */
    public record Received(String body, Map<String, List<String>> headers, long nanos) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        public String eventId() {
            return json().get("eventId").textValue();
        }

        public int number() {
            return json().get("payload").get("number").intValue();
        }

        public String entity() {
            return json().get("payload").get("entity").textValue();
        }

        public String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    /** How a request is answered. */
    public interface Behaviour {
        void answer(HttpExchange exchange, Received request) throws IOException;
    }

    public Sink(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Received request = new Received(body, exchange.getRequestHeaders(), System.nanoTime());
            received.add(request);
            behaviour.answer(exchange, request);
            exchange.close();
        });
        server.start();
    }

    /** Answers everything with that status. */
    public static Sink answering(int status) {
        return new Sink((exchange, request) -> exchange.sendResponseHeaders(status, -1));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?from=waybill";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
