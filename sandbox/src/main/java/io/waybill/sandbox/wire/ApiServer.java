package io.waybill.sandbox.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side: the JDK's own server with one virtual thread a request. Bounds bodies, echoes or generates
 * {@code X-Correlation-ID}, and answers every refusal with commercetools' error body; no answer carries a stack trace.
 */
public final class ApiServer implements AutoCloseable {

    /** The largest body commercetools accepts: 16 MB. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** How much of an oversized body is read and thrown away so that the client gets to read the answer. */
    private static final long DRAINED_BYTES = 4L * MAX_BODY_BYTES;

    private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());
    private static final Pattern CORRELATION_ID = Pattern.compile("[\\x21-\\x7e]{1,256}");

    static {
        // Without this the JDK's server leaves Nagle's algorithm on, and small answers wait up to 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Request, Reply> handler;
    private final LongAdder served = new LongAdder();

    private ApiServer(HttpServer server, Function<Request, Reply> handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Binds and starts.
     *
     * @param port 0 for any free port
     * @throws IllegalStateException if the address cannot be bound, with a message fit for a person
     */
    public static ApiServer start(String host, int port, Function<Request, Reply> handler) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 1024);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "The sandbox cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("The sandbox cannot listen on " + host + ":" + port + ": " + e, e);
        }
        ApiServer api = new ApiServer(server, handler);
        server.setExecutor(api.requests);
        server.createContext("/", api::serve);
        server.start();
        return api;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How many requests were answered so far. */
    public long served() {
        return served.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String correlationId = correlationId(exchange);
            Reply reply;
            try {
                reply = handler.apply(request(exchange));
            } catch (Rejection rejection) {
                reply = new Reply(rejection.status(), rejection.body());
            } catch (RuntimeException fault) {
                LOG.log(Level.ERROR, "Request " + correlationId + " failed", fault);
                reply = new Reply(500, Rejection.fault(500).body());
            }
            answer(exchange, reply, correlationId);
        } finally {
            served.increment();
        }
    }

    private static void answer(HttpExchange exchange, Reply reply, String correlationId) throws IOException {
        exchange.getResponseHeaders().set("X-Correlation-ID", correlationId);
        if (reply.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"sphere\"");
        }
        if (reply.body() == null || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        byte[] bytes = Json.bytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String correlationId(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("X-Correlation-ID");
        return given != null && CORRELATION_ID.matcher(given).matches() ? given : "sandbox-" + UUID.randomUUID();
    }

    private static Request request(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        return new Request(
                exchange.getRequestMethod(),
                path,
                Arrays.stream(path.split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> decode(segment.replace("+", "%2B")))
                        .toList(),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders()::getFirst,
                body(exchange));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
            if (body.length <= MAX_BODY_BYTES) {
                return body;
            }
            byte[] thrownAway = new byte[64 * 1024];
            long drained = 0;
            for (int n = in.read(thrownAway); n >= 0 && drained < DRAINED_BYTES; n = in.read(thrownAway)) {
                drained += n;
            }
            throw Rejection.tooLarge(MAX_BODY_BYTES);
        }
    }

    /** Decodes {@code application/x-www-form-urlencoded} text, of a query or a form. */
    public static Map<String, List<String>> parameters(@Nullable String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return parameters;
        }
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalidInput("Malformed percent-encoding in the request's URI.");
        }
    }
}
