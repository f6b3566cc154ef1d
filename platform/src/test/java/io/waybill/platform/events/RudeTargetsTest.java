package io.waybill.platform.events;

import static io.waybill.platform.events.Backlog.await;
import static io.waybill.platform.events.Backlog.pause;
import static io.waybill.platform.test.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that break the rules of TLS and HTTP, by accident or on purpose. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RudeTargetsTest {
    private static final String EVENT = "STOW_JOB_OPENED";
    private static final String GOOD_EVENT = "ZONE_CREATED";

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    private final List<String> made = new ArrayList<>();

    private Backlog backlog;

    @BeforeEach
    void readTheBacklog() {
        backlog = new Backlog(database);
    }

    @AfterEach
    void unsubscribe() {
        made.forEach(id -> admin().delete("/api/subscriptions/" + id));
    }

    @Test
    void whoNeverComesToAnAnswerIsTriedAgainWithAReasonAndDelaysNobody() throws Exception {
        try (RudeTarget dribblesItsHead = new RudeTarget(socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\n");
                    dribble(socket, "X-Header: a\r\n");
                });
                RudeTarget resetsWithinItsHead = new RudeTarget(socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Le");
                    socket.setSoLinger(true, 0);
                });
                RudeTarget promisesForEver = new RudeTarget(socket -> {
                    readRequest(socket);
                    dribble(socket, "HTTP/1.1 102 Processing\r\n\r\n");
                });
                RudeTarget endsTheHandshake =
                        new RudeTarget(socket -> socket.getInputStream().read(new byte[16]));
                RudeTarget speaksPlainly = new RudeTarget(socket -> {
                    socket.getInputStream().read(new byte[16]);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                Sink good = Sink.answering(200)) {
            Map<String, String> rude = new LinkedHashMap<>();
            rude.put("a head that never ends", subscribe(EVENT, dribblesItsHead.url()));
            rude.put("a reset within the head", subscribe(EVENT, resetsWithinItsHead.url()));
            rude.put("interim answers only", subscribe(EVENT, promisesForEver.url()));
            rude.put("a handshake that ends early", subscribe(EVENT, "https://localhost:" + endsTheHandshake.port()));
            rude.put("no TLS at all", subscribe(EVENT, "https://localhost:" + speaksPlainly.port()));
            for (int event = 0; event < 20; event++) {
                tell(EVENT, event);
            }
            String subscription = subscribe(GOOD_EVENT, good.url());
            long begun = System.nanoTime();
            for (int event = 0; event < 20; event++) {
                tell(GOOD_EVENT, event);
            }
            await(() -> good.received.size() == 20 && backlog.outstanding(subscription) == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));

            rude.forEach((what, id) -> {
                await(() -> backlog.failed(id) > 0);
                assertThat(backlog.outstanding(id)).as(what).isEqualTo(20);
            });
            List<RudeTarget> all =
                    List.of(dribblesItsHead, resetsWithinItsHead, promisesForEver, endsTheHandshake, speaksPlainly);
            all.forEach(target -> {
                int before = target.connections.get();
                await(() -> target.connections.get() > before);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {303, 308})
    void aRedirectIsAFailureWhereverItLeads(int status) {
        try (Sink elsewhere = Sink.answering(200);
                Sink sink = new Sink((exchange, request) -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.url());
                    exchange.sendResponseHeaders(status, -1);
                })) {
            String subscription = subscribe(EVENT, sink.url());
            tell(EVENT, 1);
            await(() -> backlog.failed(subscription) == 1);
            assertThat(backlog.lastStatus(subscription)).isEqualTo(status);
            await(() -> sink.received.size() > 1);
            assertThat(elsewhere.received).isEmpty();
        }
    }

    @Test
    void theBodyBehindAnAcknowledgementIsReadToALimitedLengthAndForALimitedTime() throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicInteger cut = new AtomicInteger();
        long announced = 100_000_000;
        try (RudeTarget large = new RudeTarget(socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n");
                    byte[] part = new byte[64 * 1024];
                    for (long sent = 0; sent < announced; sent += part.length) {
                        socket.getOutputStream().write(part);
                        written.addAndGet(part.length);
                    }
                });
                RudeTarget endless = new RudeTarget(socket -> {
                    readRequest(socket);
                    write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    try {
                        dribble(socket, "1\r\nx\r\n");
                    } finally {
                        cut.incrementAndGet();
                    }
                })) {
            String toLarge = subscribe(EVENT, large.url());
            String toEndless = subscribe(EVENT, endless.url());
            tell(EVENT, 1);
            await(() -> backlog.outstanding(toLarge) == 0 && backlog.outstanding(toEndless) == 0);
            await(() -> cut.get() == 1);
            assertThat(written.get()).as("cut off long before the end").isLessThan(announced / 2);
            assertThat(large.connections.get()).isEqualTo(1);
        }
    }

    /** What is left over on a connection must not be taken for the answer to the next delivery. */
    @Test
    void anAnswerLongerThanItSaysAcknowledgesNothingElse() throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        Pattern id = Pattern.compile("(?i)webhook-id: (\\S+)");
        try (RudeTarget target = new RudeTarget(socket -> {
            while (true) {
                Matcher found = id.matcher(readRequest(socket));
                if (!found.find()) {
                    return;
                }
                received.add(found.group(1));
                write(
                        socket,
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            String subscription = subscribe(EVENT, target.url());
            for (int event = 0; event < 50; event++) {
                tell(EVENT, event);
            }
            await(() -> backlog.outstanding(subscription) == 0);
            assertThat(received).hasSize(50);
        }
    }

    /** Reads head and body of one request. */
    private static String readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A little at a time, until the other side has had enough. */
    private static void dribble(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        while (true) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            pause(100);
        }
    }

    private String subscribe(String event, String url) {
        String id = admin().body(Map.of("name", "test", "event", event, "callbackUrl", url))
                .post("/api/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        made.add(id);
        return id;
    }

    private void tell(String name, int number) {
        String entity = "entity-" + UUID.randomUUID();
        database.inTransaction(transaction -> outbox.record(
                transaction,
                new DomainEvent(name, entity, 1, "", "{\"entity\":\"" + entity + "\",\"number\":" + number + "}")));
    }
}
