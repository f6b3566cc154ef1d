package io.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SinkTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void findsWhenTheEntityOfAnEventWasCreatedAndNothingDeeper() {
        assertThat(Sink.created(Buffer.buffer("""
                {"event":"E","created":"2020-01-01T00:00:00.000Z","eventId":"1","payload":{"id":"x",
                "history":[{"created":"2021-01-01T00:00:00.000Z"}],"created":"2026-05-01T10:00:00.123Z"}}"""))).isEqualTo(Instant.parse("2026-05-01T10:00:00.123Z"));
    }

    @Test
    void sendsAtAPaceAndMeasuresTheLagOfEachDelivery() {
        try (Sink sink = new Sink();
                LoadClient client = client(sink)) {
            sink.expect(20, true);
            Load load = client.atPace(100, Duration.ofMillis(200), number -> delivery());

            assertThat(load.requests()).isEqualTo(20);
            assertThat(load.time()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
            assertThat(load.latencies().count()).isEqualTo(20);
            assertThat(sink.await(SOON).count()).isEqualTo(20);
        }
    }

    @Test
    void holdsBackItsAnswersUntilTheGateIsOpen() throws Exception {
        try (Sink sink = new Sink();
                LoadClient client = client(sink)) {
            sink.expect(10, false);
            sink.closeGate();
            CompletableFuture<Load> load =
                    CompletableFuture.supplyAsync(() -> client.asFastAsPossible(3, 10, number -> delivery()));
            assertThatThrownBy(() -> load.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            sink.openGate();

            assertThat(load.get(SOON.toSeconds(), TimeUnit.SECONDS).requests()).isEqualTo(10);
            sink.await(SOON);
        }
    }

    @Test
    void whatDoesNotComeIsAFailureThatSaysHowMuchCame() {
        try (Sink sink = new Sink()) {
            sink.expect(3, false);
            assertThatThrownBy(() -> sink.await(Duration.ofMillis(50)))
                    .isInstanceOf(BenchFailed.class)
                    .hasMessageContaining("Of 3 deliveries only 0 came");
        }
    }

    @Test
    void anAnswerThatIsNoSuccessFailsTheMeasurement() {
        try (Platformless nowhere = new Platformless();
                LoadClient client = new LoadClient(nowhere.address())) {
            assertThatThrownBy(() -> client.asFastAsPossible(2, 10, number -> delivery()))
                    .isInstanceOf(BenchFailed.class)
                    .hasMessageContaining("404");
        }
    }

    private static LoadClient client(Sink sink) {
        return new LoadClient("http://127.0.0.1:" + URI.create(sink.address()).getPort());
    }

    private static LoadClient.Request delivery() {
        return new LoadClient.Request(
                HttpMethod.POST,
                "/events",
                Buffer.buffer(
                        "{\"event\":\"E\",\"eventId\":\"1\",\"payload\":{\"created\":\"" + Instant.now() + "\"}}"));
    }

    /** A server that knows nothing. */
    private static final class Platformless implements AutoCloseable {
        private final io.vertx.core.Vertx vertx = LoadClient.oneLoop();
        private final io.vertx.core.http.HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(404).end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        String address() {
            return "http://127.0.0.1:" + server.actualPort();
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
