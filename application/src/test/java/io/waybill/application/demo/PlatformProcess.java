package io.waybill.application.demo;

import io.waybill.application.RunningCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The packaged platform in a process of its own, on an embedded PostgreSQL. It keeps port and data when it is killed and
 * started again.
 */
final class PlatformProcess implements AutoCloseable {
    /** Unpacked once for all tests. */
    private static final Path BINARIES =
            Path.of("target", "postgres", "binaries").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final PlatformAccess.Credentials administrator = PlatformAccess.Credentials.madeUp();
    private RunningCommand process;

    private PlatformProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static PlatformProcess start(Path folder) throws Exception {
        Files.createDirectories(BINARIES);
        Files.createDirectories(folder.resolve("data/postgres"));
        Files.createSymbolicLink(folder.resolve("data/postgres/binaries"), BINARIES);
        PlatformProcess platform = new PlatformProcess(folder, freePort());
        platform.run();
        return platform;
    }

    PlatformAccess access() {
        return new PlatformAccess(URI.create("http://127.0.0.1:" + port), administrator);
    }

    /** SIGKILL; PostgreSQL is left behind, as after a crash. */
    void kill() throws InterruptedException {
        process.kill();
        process.exitCode();
    }

    /** Starts it again after {@link #kill} and waits until it answers. */
    void run() throws Exception {
        process = RunningCommand.start(
                folder,
                Map.of(
                        "WAYBILL_ADMINISTRATOR_USERNAME", administrator.username(),
                        "WAYBILL_ADMINISTRATOR_PASSWORD", administrator.password(),
                        "WAYBILL_WEBHOOKS_ALLOW_LOCAL_TARGETS", "true",
                        "WAYBILL_WEBHOOKS_FIRST_BACKOFF", "PT0.5S",
                        "WAYBILL_WEBHOOKS_LEASE", "PT11S"),
                "up",
                "--port",
                Integer.toString(port));
        process.address();
    }

    String output() {
        return process.output();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
