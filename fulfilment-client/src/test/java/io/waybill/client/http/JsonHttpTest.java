package io.waybill.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private final JsonHttp http = new JsonHttp(Duration.ofSeconds(1), Duration.ofMillis(500), "test");

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void an_answer_that_comes_drop_by_drop_ends_with_the_time_for_an_attempt() throws Exception {
        try (Server server = new Server((socket, request) -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(' ');
                out.flush();
                pause(50);
            }
        })) {
            long begin = System.nanoTime();

            UnansweredException late = catchThrowableOfType(
                    UnansweredException.class,
                    () -> http.exchange(post(server), Deadline.within(Duration.ofSeconds(8))));

            assertThat(late.mayHaveArrived()).isTrue();
            assertThat(late).hasMessageContaining("not complete within");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_write_that_may_have_arrived_is_not_sent_again() throws Exception {
        AtomicInteger came = new AtomicInteger();
        try (Server server = new Server((socket, request) -> {
            came.incrementAndGet();
            socket.close();
        })) {
            assertThatThrownBy(() -> http.exchange(post(server), Deadline.within(Duration.ofSeconds(3))))
                    .isInstanceOfSatisfying(
                            UnansweredException.class,
                            silence -> assertThat(silence.mayHaveArrived()).isTrue());
            assertThat(came).hasValue(1);
        }
    }

    @Test
    void a_call_just_before_the_deadline_is_tried_once_and_its_silence_is_no_unexpected_failure() throws Exception {
        AtomicInteger came = new AtomicInteger();
        try (Server server = new Server((socket, request) -> {
            came.incrementAndGet();
            socket.close();
        })) {
            JsonHttp.Call read = new JsonHttp.Call(
                    "GET",
                    URI.create("http://127.0.0.1:" + server.port() + "/orders"),
                    Map.of(),
                    null,
                    JsonHttp.Repeat.WHENEVER_USEFUL);

            assertThatThrownBy(() -> http.exchange(read, Deadline.within(Duration.ofMillis(90))))
                    .isInstanceOf(UnansweredException.class);
            assertThat(came).hasValueLessThanOrEqualTo(1);
        }
    }

    @Test
    void where_nobody_listens_nothing_can_have_arrived() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        JsonHttp.Call call = new JsonHttp.Call(
                "POST",
                URI.create("http://127.0.0.1:" + free + "/"),
                Map.of(),
                JsonHttp.Body.json(JsonHttp.JSON.createObjectNode()),
                JsonHttp.Repeat.WHEN_NOT_PROCESSED);
        assertThatThrownBy(() -> http.exchange(call, Deadline.within(Duration.ofSeconds(8))))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        silence -> assertThat(silence.mayHaveArrived()).isFalse());
    }

    @Test
    void connections_are_used_again_and_one_that_the_server_closed_meanwhile_is_not() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (Server server = new Server((socket, request) -> {
            if (request == 0) {
                connections.incrementAndGet();
            }
            socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
            if (request == 2) {
                socket.close();
            }
        })) {
            for (int call = 0; call < 3; call++) {
                assertThat(http.exchange(post(server), Deadline.within(Duration.ofSeconds(3)))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(connections).hasValue(1);
            pause(1_200); // longer than a connection is trusted without a look

            assertThat(http.exchange(post(server), Deadline.within(Duration.ofSeconds(3)))
                            .status())
                    .isEqualTo(200);
            assertThat(connections).hasValue(2);
        }
    }

    private static JsonHttp.Call post(Server server) {
        return new JsonHttp.Call(
                "POST",
                URI.create("http://127.0.0.1:" + server.port() + "/orders"),
                Map.of(),
                JsonHttp.Body.json(JsonHttp.JSON.createObjectNode()),
                JsonHttp.Repeat.WHEN_NOT_PROCESSED);
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that does with each request what the test says. */
    private static final class Server implements AutoCloseable {
        /** @see #answer */
        interface Behaviour {
            /** Answers the request of that number on this connection, or does not. */
            void answer(Socket socket, int request) throws IOException;
        }

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Server(Behaviour behaviour) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!listening.isClosed()) {
                    try {
                        Socket socket = listening.accept();
                        Thread.ofVirtual().start(() -> serve(socket, behaviour));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private static void serve(Socket socket, Behaviour behaviour) {
            try (socket) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                for (int request = 0; readRequest(in); request++) {
                    behaviour.answer(socket, request);
                }
            } catch (IOException gone) {
                // the client hung up, as some of these tests want it to
            }
        }

        private static boolean readRequest(BufferedReader in) throws IOException {
            int length = 0;
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            for (; line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring("content-length:".length()).strip());
                }
            }
            return in.skip(length) == length;
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
