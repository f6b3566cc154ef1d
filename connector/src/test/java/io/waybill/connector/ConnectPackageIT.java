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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three applications as commercetools Connect builds and runs them: each folder of a clean clone alone, with the
 * repository at /tmp/lib; then by the command of its Procfile or manifest, with nothing but {@code PORT} and the settings
 * in the environment.
 */
class ConnectPackageIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path WORK = Path.of("target", "connect-build").toAbsolutePath();
    private static final Path CLONE = WORK.resolve("lib");
    private static final Path RELEASE = WORK.resolve("workspace");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int JAVA_21 = 65;

    private final Scene scene = new Scene();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() throws Exception {
        run(ROOT, "rm", "-rf", WORK.toString());
        Files.createDirectories(RELEASE);
        run(ROOT, "git", "clone", "-q", ROOT.toString(), CLONE.toString());
        for (String application : List.of("event", "service", "job")) {
            run(ROOT, "cp", "-r", CLONE.resolve(application).toString(), RELEASE.toString());
            String maven = "mvn -q -B -ntp clean package -DskipTests -Dhttp.keepAlive=false";
            if (ended(ROOT, "unshare", "-m", "true") == 0) {
                // A mount of this process only: whatever else lies at /tmp/lib is left alone.
                run(
                        RELEASE.resolve(application),
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mkdir -p /tmp/lib && mount --bind " + CLONE + " /tmp/lib && " + maven);
            } else {
                run(RELEASE.resolve(application), "sh", "-c", maven + " -Dwaybill.sources=" + CLONE);
            }
        }
    }

    private static void run(Path where, String... command) throws Exception {
        int code = ended(where, command);
        assertThat(code)
                .as(String.join(" ", command) + "\n" + Files.readString(WORK.resolveSibling("connect-build.log")))
                .isZero();
    }

    private static int ended(Path where, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(WORK.resolveSibling("connect-build.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @AfterEach
    void close() {
        scene.close();
        http.close();
    }

    @Test
    void each_folder_alone_becomes_exactly_one_runnable_jar_for_java_21() throws Exception {
        for (String application : List.of("event", "service", "job")) {
            List<Path> runnable = new ArrayList<>();
            try (Stream<Path> files = Files.list(RELEASE.resolve(application).resolve("target"))) {
                for (Path jar :
                        files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    try (JarFile opened = new JarFile(jar.toFile())) {
                        if (opened.getManifest().getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS)) {
                            runnable.add(jar);
                            byte[] main = opened.getInputStream(opened.getEntry("io/waybill/connector/Main.class"))
                                    .readNBytes(8);
                            assertThat(main[7]).isEqualTo((byte) JAVA_21);
                            assertThat(opened.stream().map(JarEntry::getName))
                                    .as("stand-ins and fixtures of tests")
                                    .noneMatch(name -> name.startsWith("io/waybill/sandbox/")
                                            || name.matches(
                                                    "io/waybill/.*(Test|StandIn|Scene|ShopGate|ChaosGate)\\.class"));
                        }
                    }
                }
            }
            assertThat(runnable)
                    .singleElement()
                    .satisfies(jar -> assertThat(jar).hasFileName(application + ".jar"));
        }
    }

    @Test
    void a_jar_that_is_started_without_a_command_is_the_application_it_was_built_for() throws Exception {
        try (Application job = start("job", "java -jar target/job.jar")) {
            assertThat(job.get("/job/live")).isEqualTo(200);
            assertThat(job.get("/event/live")).isEqualTo(404);
        }
    }

    @Test
    void an_order_goes_all_the_way_through_the_three_applications() throws Exception {
        scene.configureType();
        assertThat(script("event", "post-deploy")).contains("fft-ctc-orders created");
        assertThat(script("service", "post-deploy")).contains("CTC_ORDER_CREATED created");
        JsonNode order = scene.order("N-1", "Confirmed");
        try (Application event = start("event");
                Application service = start("service");
                Application job = start("job")) {
            assertThat(event.post(
                            "/event", Scene.message(order, "OrderStateChanged").toString()))
                    .isEqualTo(201);
            JsonNode platformOrder = scene.platform.all("orders").get(0);
            JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
            JsonNode handover = scene.platform.set(
                    "handoverjobs", scene.platform.handoverJob(platformOrder, pick, "T-1"), "status", "HANDED_OVER");
            assertThat(service.tell("/order/created", "ORDER_CREATED", platformOrder))
                    .isEqualTo(201);
            assertThat(service.tell("/handoverjob/handedover", "HANDOVERJOB_HANDED_OVER", handover))
                    .isEqualTo(201);
            assertThat(scene.order(order).path("shipmentState").asText()).isEqualTo("Shipped");
            assertThat(scene.field(order, "fft_order_id").asText())
                    .isEqualTo(platformOrder.path("id").asText());

            scene.order("N-2", "Confirmed");
            assertThat(job.post("/job", "")).isEqualTo(200);
            assertThat(scene.platform.all("orders")).hasSize(2);
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
    void a_script_with_wrong_credentials_fails_loudly() throws Exception {
        Process process =
                process("event", "java -jar target/event.jar post-deploy event", Map.of("CTP_CLIENT_SECRET", "no"));

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("event.log")))
                .contains("MISSING  commercetools refuses CTP_CLIENT_ID", "post-deploy failed: ");
    }

    private String script(String application, String command) throws Exception {
        Process process = process(
                application, "java -jar target/" + application + ".jar " + command + " " + application, Map.of());
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(folder.resolve(application + ".log"));
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private Application start(String application) throws Exception {
        String procfile = Files.readString(RELEASE.resolve(application).resolve("Procfile"));
        assertThat(procfile).startsWith("web: ");
        return start(application, procfile.substring("web: ".length()).trim());
    }

    private Application start(String application, String command) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = process(application, command, Map.of("PORT", String.valueOf(port)));
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

        /** As the platform does, with the header that the subscription says. */
        int tell(String path, String event, JsonNode payload) throws Exception {
            String authorization = scene.platform.all("subscriptions").stream()
                    .filter(each -> each.path("event").asText().equals(event))
                    .flatMap(each -> each.path("headers").valueStream())
                    .filter(header -> header.path("key").asText().equals("Authorization"))
                    .map(header -> header.path("value").asText())
                    .findFirst()
                    .orElseThrow();
            return send(HttpRequest.newBuilder(URI.create(uri + "/service" + path))
                    .header("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofString(Scene.envelope(event, payload)))
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
