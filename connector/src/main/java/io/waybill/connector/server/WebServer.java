package io.waybill.connector.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.client.http.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The JDK's web server on virtual threads: bounded bodies, clear errors, and requests in work are finished on close. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WebServer.class.getName());
    private static final int SECONDS_TO_FINISH = 10;

    /** Connections that wait to be taken; a queue opens many at once. */
    private static final int BACKLOG = 1_000;

    private static final long MOST_DRAINED = 256L * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Request, Response>> routes;
    private final int mostBytes;
    private final Phaser working = new Phaser(1);
    private volatile boolean closing;

    private WebServer(HttpServer server, Map<String, Function<Request, Response>> routes, int mostBytes) {
        this.server = server;
        this.routes = routes;
        this.mostBytes = mostBytes;
    }

    /**
     * Starts to listen.
     *
     * @param routes by method and path, as in {@code "POST /event"}; a path that ends in {@code /*} takes everything below
     * @param mostBytes the largest body, in bytes; of a larger one the route sees only that it was larger
     * @throws UncheckedIOException when the port is taken or the address unknown
     */
    public static WebServer start(
            String address, int port, int mostBytes, Map<String, Function<Request, Response>> routes) {
        // Without it every small answer on a kept-alive connection waits 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A caller that sends its request slower than this is dropped.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        // Beyond 200 idle connections the server would close some, also one that the next message is just sent on.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
            WebServer server = new WebServer(http, new LinkedHashMap<>(routes), mostBytes);
            http.setExecutor(server.executor);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Cannot listen on " + address + ":" + port + ": " + taken.getMessage(), taken);
        }
    }

    /** Where it listens. */
    public URI baseUri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        working.register();
        try (exchange) {
            Optional<String> parent =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst(Trace.HEADER));
            Response response = Trace.continuing(parent).during(() -> answered(exchange));
            if (!response.mediaType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", response.mediaType());
            }
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        } finally {
            working.arriveAndDeregister();
        }
    }

    private Response answered(HttpExchange exchange) {
        try {
            return answer(exchange);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        } catch (RuntimeException fault) {
            String reference = UUID.randomUUID().toString();
            LOG.log(Logger.Level.ERROR, "request failed, reference " + reference, fault);
            return Response.message(500, "Unexpected fault, reference " + reference);
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        if (closing) {
            return Response.message(503, "Shutting down");
        }
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        for (Map.Entry<String, Function<Request, Response>> route : routes.entrySet()) {
            String pattern = route.getKey();
            String wanted = method + " " + path;
            boolean below = pattern.endsWith("/*") && wanted.startsWith(pattern.substring(0, pattern.length() - 1));
            if (below || wanted.equals(pattern) || wanted.equals(pattern + "/")) {
                String rest = below ? wanted.substring(pattern.length() - 1) : "";
                return call(exchange, path, rest, route.getValue());
            }
        }
        boolean otherMethod =
                routes.keySet().stream().anyMatch(pattern -> path.equals(pattern.substring(pattern.indexOf(' ') + 1)));
        return otherMethod
                ? Response.message(405, "Method " + method + " is not supported here.")
                : Response.message(404, "Path not found.");
    }

    private Response call(HttpExchange exchange, String path, String rest, Function<Request, Response> route)
            throws IOException {
        byte[] body;
        boolean oversized;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(mostBytes + 1);
            oversized = body.length > mostBytes;
            if (oversized) {
                // Whoever is cut off while it sends sees a broken connection instead of the answer.
                in.skip(MOST_DRAINED);
            }
        }
        String query = exchange.getRequestURI().getRawQuery();
        return route.apply(new Request(
                exchange.getRequestMethod(),
                path,
                rest,
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                oversized ? new byte[0] : body,
                oversized));
    }

    /** Refuses new work, waits up to ten seconds for what runs, then stops. */
    @Override
    public void close() {
        closing = true;
        int phase = working.arriveAndDeregister();
        try {
            if (phase >= 0) {
                working.awaitAdvanceInterruptibly(phase, SECONDS_TO_FINISH, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            LOG.log(Logger.Level.WARNING, "stopping with requests in work after {0} seconds", SECONDS_TO_FINISH);
        }
        server.stop(0);
        executor.shutdownNow();
    }
}
