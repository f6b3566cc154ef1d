package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three applications as commercetools Connect runs them: each from its own folder of the release, by the command of
 * its Procfile or manifest, with nothing but {@code PORT} and the settings in the environment.
 */
class ConnectPackageIT {
    private static final Path RELEASE = Path.of("target", "connect").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Scene scene = new Scene();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        scene.close();
        http.close();
    }

    @Test
    void the_release_holds_the_manifest_and_three_folders_that_need_nothing_beside_them() {
        assertThat(RELEASE.resolve("connect.yaml")).hasSameTextualContentAs(Path.of("..", "connect.yaml"));
        for (String application : List.of("event", "service", "job")) {
            assertThat(RELEASE.resolve(application)).isDirectoryContaining("glob:**/connector.jar");
            // The buildpack would build instead of taking the jar.
            assertThat(RELEASE.resolve(application)).isDirectoryNotContaining("glob:**/pom.xml");
        }
    }

    @Test
    void the_event_application_registers_and_exports_an_order() throws Exception {
        assertThat(script("event", "post-deploy")).contains("fft-ctc-orders created", "fft-ctc-channels created");
        JsonNode order = scene.order("N-1", "Confirmed");
        try (Application event = start("event")) {
            assertThat(event.get("/service/live")).isEqualTo(404);
            assertThat(event.post(
                            "/event", Scene.message(order, "OrderStateChanged").toString()))
                    .isEqualTo(201);
            assertThat(scene.platform.all("orders")).hasSize(1);

            assertThat(event.log()).isNotEmpty().allSatisfy(line -> {
                assertThat(Scene.json(line).path("severity").asText()).isNotBlank();
                assertThat(Scene.json(line).path("message").asText()).isNotBlank();
            });
        }
        assertThat(script("event", "pre-undeploy")).contains("fft-ctc-orders deleted");
    }

    @Test
    void the_service_application_registers_and_refuses_strangers() throws Exception {
        scene.configureType();
        assertThat(script("service", "post-deploy"))
                .contains("order type fulfilment-order has all fields", "CTC_HANDOVERJOB_HANDED_OVER created");
        try (Application service = start("service")) {
            assertThat(service.get("/service/status")).isEqualTo(200);
            assertThat(service.get("/event/live")).isEqualTo(404);
            assertThat(service.post("/service/order/created", "{}")).isEqualTo(401);
        }
        assertThat(script("service", "pre-undeploy")).contains("CTC_ORDER_CREATED deleted");
        assertThat(scene.platform.all("subscriptions")).isEmpty();
    }

    @Test
    void the_job_application_finds_an_order_whose_message_never_came() throws Exception {
        scene.order("N-1", "Confirmed");
        try (Application job = start("job")) {
            assertThat(job.post("/job", "")).isEqualTo(200);
            assertThat(scene.platform.all("orders")).hasSize(1);
        }
    }

    @Test
    void a_script_with_wrong_credentials_fails_loudly() throws Exception {
        Process process =
                process("event", "java -jar connector.jar post-deploy event", Map.of("CTP_CLIENT_SECRET", "no"));

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("event.log"))).startsWith("post-deploy failed: ");
    }

    private String script(String application, String command) throws Exception {
        Process process = process(application, "java -jar connector.jar " + command + " " + application, Map.of());
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve(application + ".log"));
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private Application start(String application) throws Exception {
        String procfile = Files.readString(RELEASE.resolve(application).resolve("Procfile"));
        assertThat(procfile).startsWith("web: ");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process =
                process(application, procfile.substring("web: ".length()).trim(), Map.of("PORT", String.valueOf(port)));
        Application running = new Application(application, process, "http://127.0.0.1:" + port);
        running.awaitLive();
        return running;
    }

    private Process process(String application, String command, Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command)
                .directory(RELEASE.resolve(application).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(application + ".log").toFile());
        builder.environment().clear();
        builder.environment().putAll(scene.settings());
        builder.environment().put("CONNECT_SERVICE_URL", "https://service.example/service");
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");
        builder.environment().putAll(more);
        return builder.start();
    }

    private final class Application implements AutoCloseable {
        private final String name;
        private final Process process;
        private final String uri;

        private Application(String name, Process process, String uri) {
            this.name = name;
            this.process = process;
            this.uri = uri;
        }

        void awaitLive() throws Exception {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (true) {
                try {
                    assertThat(get("/" + name + "/live")).isEqualTo(200);
                    return;
                } catch (ConnectException notYet) {
                    assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                            .as("ended: %s", log())
                            .isFalse();
                    assertThat(System.nanoTime()).as("in time: %s", log()).isLessThan(end);
                }
            }
        }

        int get(String path) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(uri + path)).build());
        }

        int post(String path, String body) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(uri + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        private int send(HttpRequest request) throws Exception {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }

        List<String> log() throws IOException {
            return Files.readAllLines(folder.resolve(name + ".log"));
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
