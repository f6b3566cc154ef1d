package io.waybill.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Both systems a connector stands between, in one process that the bench starts: a shop under {@code /bench} and a
 * fulfilment platform under {@code /api}. They answer at once, or after as long as they were told to, and they count. A
 * path below {@code /control} tells them how to be.
 */
final class RemoteSides {
    private final Vertx vertx = LoadClient.oneLoop();
    private final StandInShop shop = new StandInShop();
    private final StandInPlatform platform = new StandInPlatform();
    private long latency;
    private String hanging = "";
    private long calls;

    private RemoteSides() {}

    /** @param arguments the port to listen on, 0 for any */
    public static void main(String... arguments) {
        int port = Integer.parseInt(arguments[0]);
        RemoteSides sides = new RemoteSides();
        int taken = sides.vertx
                .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(sides::receive)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        System.out.println("listening on http://127.0.0.1:" + taken);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.path().startsWith("/control/")) {
                control(request);
                return;
            }
            calls++;
            boolean platformSide = request.path().startsWith("/api/");
            if (hanging.equals(platformSide ? "platform" : "shop")) {
                return; // never answered: the caller has to give up
            }
            Reply reply = platformSide ? platform.answer(request, body) : shop.answer(request, body);
            if (latency == 0) {
                send(request, reply);
            } else {
                vertx.setTimer(latency, due -> send(request, reply));
            }
        });
    }

    /** {@code /control/latency/20}, {@code /control/hang/shop}, {@code /control/calls}. */
    private void control(HttpServerRequest request) {
        String[] words = request.path().split("/", -1);
        String value = words.length > 3 ? words[3] : "";
        String answer = "";
        switch (words[2]) {
            case "latency" -> latency = Long.parseLong(value);
            case "hang" -> hanging = value;
            case "calls" -> answer = Long.toString(calls);
            default -> throw new IllegalArgumentException(request.path());
        }
        request.response().end(answer);
    }

    private static void send(HttpServerRequest request, Reply reply) {
        request.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end(reply.body());
    }

    /** What is said to a call. */
    record Reply(int status, Buffer body) {
        static Reply ok(String json) {
            return new Reply(200, Buffer.buffer(json));
        }
    }

    /** What follows the prefix, as one segment and decoded. */
    static String after(String prefix, String path) {
        String rest = path.substring(prefix.length());
        int slash = rest.indexOf('/');
        return URLDecoder.decode(slash < 0 ? rest : rest.substring(0, slash), StandardCharsets.UTF_8);
    }
}
