package io.waybill.platform.test;

import io.waybill.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server under the tests, for those that take it away. They start it again before they end. */
public final class RestartablePostgres {
    private final EmbeddedPostgres.Options options;
    private EmbeddedPostgres server;

    RestartablePostgres(EmbeddedPostgres.Options options) {
        this.server = EmbeddedPostgres.start(options);
        this.options = options.withPort(server.port());
    }

    EmbeddedPostgres server() {
        return server;
    }

    /** An orderly stop ("fast"): transactions are rolled back, clients are told. */
    public void shutDown() {
        server.close();
    }

    /** A crash ("immediate"): the server drops everything and recovers from its log at the next start. */
    public void crash() throws Exception {
        ProcessHandle process = process();
        signal("QUIT", List.of(process));
        process.onExit().get(20, TimeUnit.SECONDS);
        server.close();
    }

    /** The server keeps its connections and says nothing any more, as behind a network that is cut. */
    public void freeze() {
        signal("STOP", processes());
    }

    public void thaw() {
        signal("CONT", processes());
    }

    /** After {@link #shutDown} or {@link #crash}: the same data at the same port. */
    public void start() {
        server = EmbeddedPostgres.start(options);
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(process().descendants().toList());
        all.add(process());
        return all;
    }

    private ProcessHandle process() {
        Path file = options.dataDirectory().toAbsolutePath().resolve("cluster/postmaster.pid");
        try {
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
