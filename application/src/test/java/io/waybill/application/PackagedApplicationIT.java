package io.waybill.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.database.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedApplicationIT {
    private static final Path BINARIES =
            Path.of("target", "postgres", "binaries").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path postmasterFile;

    @BeforeEach
    void shareTheBinaries() throws Exception {
        // Unpacked once for all tests; the application finds them where it would put them itself.
        Files.createDirectories(BINARIES);
        Files.createDirectories(folder.resolve("data/postgres"));
        Files.createSymbolicLink(folder.resolve("data/postgres/binaries"), BINARIES);
        postmasterFile = folder.resolve("data/postgres/cluster/postmaster.pid");
    }

    @Test
    void comesUpRefusesToShareItsPortOrDataAndStopsInOrderOnSigterm() throws Exception {
        try (RunningCommand waybill = RunningCommand.start(folder, "up", "--port", "0")) {
            String address = waybill.address();
            assertThat(get(address + "/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(postmasterFile).exists();

            String port = String.valueOf(URI.create(address).getPort());
            try (RunningCommand samePort = RunningCommand.start(folder, "up", "--port", port, "--data", "other")) {
                assertThat(samePort.exitCode()).isEqualTo(1);
                assertThat(samePort.output().strip())
                        .startsWith("waybill: Cannot listen on 127.0.0.1:" + port)
                        .doesNotContain("\n");
                assertThat(folder.resolve("other")).doesNotExist();
            }
            try (RunningCommand sameData = RunningCommand.start(folder, "up", "--port", "0")) {
                assertThat(sameData.exitCode()).isEqualTo(1);
                assertThat(sameData.output()).contains("in use by another Waybill process");
            }
            assertThat(get(address + "/q/health/ready").statusCode()).isEqualTo(200);

            waybill.stop();

            assertThat(waybill.exitCode()).isEqualTo(128 + 15);
            assertThat(postmasterFile).doesNotExist();
            assertThat(Files.readString(folder.resolve("data/postgres/server.log")))
                    .contains("database system is shut down");
            assertThat(waybill.output()).doesNotContain("ERROR", "Exception");
        }
    }

    @Test
    void comesUpAgainAfterBeingKilled() throws Exception {
        try (RunningCommand waybill = RunningCommand.start(folder, "up", "--port", "0")) {
            waybill.address();
            waybill.kill();
            waybill.exitCode();
        }
        assertThat(postmasterFile).exists();
        try (RunningCommand waybill = RunningCommand.start(folder, "up", "--port", "0")) {
            assertThat(get(waybill.address() + "/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(waybill.output()).contains("left behind by a Waybill that was killed");
        }
    }

    @Test
    void endsWithAnErrorWhenItsDatabaseServerEnds() throws Exception {
        try (RunningCommand waybill = RunningCommand.start(folder, "up", "--port", "0")) {
            waybill.address();
            long server = Long.parseLong(Files.readAllLines(postmasterFile).getFirst());
            ProcessHandle.of(server).orElseThrow().destroyForcibly();

            assertThat(waybill.exitCode()).isEqualTo(1);
            assertThat(waybill.output()).contains("the embedded PostgreSQL has ended");
        }
    }

    @Test
    void usesTheOperatorsOwnDatabase() throws Exception {
        try (EmbeddedPostgres own = EmbeddedPostgres.start(
                EmbeddedPostgres.Options.in(folder.resolve("own")).withBinariesDirectory(BINARIES))) {
            String url =
                    "postgresql://" + own.username() + ":" + own.password() + "@127.0.0.1:" + own.port() + "/waybill";
            try (RunningCommand waybill = RunningCommand.start(folder, "up", "--port", "0", "--database-url", url)) {
                assertThat(get(waybill.address() + "/q/health/ready").statusCode())
                        .isEqualTo(200);
                assertThat(postmasterFile).doesNotExist();
                assertThat(waybill.output()).doesNotContain(own.password());
            }
        }
    }

    @Test
    void replaysOrdersOnARunningPlatformAndSaysWhyItCannot() throws Exception {
        String password = "a password for this test";
        try (RunningCommand waybill =
                RunningCommand.start(folder, Map.of("WAYBILL_ADMINISTRATOR_PASSWORD", password), "up", "--port", "0")) {
            String address = waybill.address();
            String[] replay = {"replay", "--url", address, "--from", "2026-01-01", "--planner", "sequential"};
            try (RunningCommand done = RunningCommand.start(folder, Map.of("WAYBILL_PASSWORD", password), replay)) {
                assertThat(done.exitCode()).isZero();
                assertThat(done.output())
                        .contains("0 of 0 orders", "per order served", "0 orders come to something else.");
            }
            try (RunningCommand refused = RunningCommand.start(folder, Map.of("WAYBILL_PASSWORD", "wrong"), replay)) {
                assertThat(refused.exitCode()).isEqualTo(1);
                assertThat(refused.output().strip())
                        .startsWith("waybill: The platform refuses (400)")
                        .doesNotContain("\n");
            }
        }
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
