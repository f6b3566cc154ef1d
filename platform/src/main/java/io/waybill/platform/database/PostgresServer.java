package io.waybill.platform.database;

import io.waybill.platform.database.EmbeddedPostgres.Options;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** One running server process. */
final class PostgresServer {
    private static final Logger LOG = System.getLogger(PostgresServer.class.getName());
    private static final String HOST = "127.0.0.1";
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(25);
    private static final Duration IMMEDIATE_SHUTDOWN_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final Path cluster;
    private final int port;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private PostgresServer(Process process, PostgresBinaries binaries, ServerAccount account, Path cluster, int port) {
        this.process = process;
        this.binaries = binaries;
        this.account = account;
        this.cluster = cluster;
        this.port = port;
    }

    static PostgresServer start(
            PostgresBinaries binaries, ServerAccount account, Path cluster, Options options, String password)
            throws IOException {
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        for (int attempt = 1; ; attempt++) {
            int port = options.port() == 0 ? freePort() : options.port();
            Path log = cluster.resolveSibling("server.log");
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            PostgresServer server = launch(binaries, account, cluster, port, options.settings(), log);
            if (server.becomesReady(deadline, password)) {
                return server;
            }
            String complaint = complaint(log, logStart);
            boolean portTaken = complaint.contains("could not bind");
            if (portTaken && options.port() != 0) {
                throw new EmbeddedPostgresException("The database port " + port + " is already in use");
            }
            // A server that was killed leaves its worker processes for a moment; PostgreSQL refuses to start beside
            // them.
            boolean remainsOfAnotherServer = complaint.contains("shared memory block");
            boolean again = portTaken && attempt < ATTEMPTS_FOR_A_FREE_PORT || remainsOfAnotherServer;
            if (!again || System.nanoTime() > deadline) {
                throw new EmbeddedPostgresException("PostgreSQL did not start: " + complaint + " (see " + log + ")");
            }
        }
    }

    int port() {
        return port;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    Connection connect(String database, String username, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    void onUnexpectedEnd(Runnable action) {
        var unused = process.onExit().thenRunAsync(() -> {
            if (!stopped.get()) {
                action.run();
            }
        });
    }

    void stop() {
        if (!stopped.compareAndSet(false, true) || !process.isAlive()) {
            return;
        }
        shutDown(binaries, account, cluster);
        try {
            // The process file goes a moment before the process does.
            if (!process.waitFor(IMMEDIATE_SHUTDOWN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the server of this folder: "fast" first, and where that takes too long, at once. */
    static void shutDown(PostgresBinaries binaries, ServerAccount account, Path cluster) {
        CommandLine.Outcome fast = CommandLine.tryRun(stopCommand(binaries, account, cluster, "fast", SHUTDOWN_LIMIT));
        if (fast.exitCode() == 0 || !Files.exists(cluster.resolve("postmaster.pid"))) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "PostgreSQL did not stop in time, ending it at once: {0}",
                CommandLine.oneLine(fast.output()));
        CommandLine.run(
                "Stopping PostgreSQL", stopCommand(binaries, account, cluster, "immediate", IMMEDIATE_SHUTDOWN_LIMIT));
    }

    private static List<String> stopCommand(
            PostgresBinaries binaries, ServerAccount account, Path cluster, String mode, Duration limit) {
        return account.command(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + cluster,
                "--mode=" + mode,
                "--wait",
                "--timeout=" + limit.toSeconds());
    }

    private static PostgresServer launch(
            PostgresBinaries binaries,
            ServerAccount account,
            Path cluster,
            int port,
            Map<String, String> settings,
            Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        // In a session of its own, so that Ctrl-C in the terminal reaches Waybill only, which then stops both in order.
        setsid().ifPresent(command::add);
        command.addAll(account.command(binaries.program("postgres"), "-D", cluster.toString()));
        settings(port, settings).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        CommandLine.isolate(builder.environment());
        return new PostgresServer(builder.start(), binaries, account, cluster, port);
    }

    /**
     * Settings for a small machine that it shares with Waybill. They are given on the command line, where they win over what the
     * folder's configuration files say.
     */
    private static Map<String, String> settings(int port, Map<String, String> changes) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("max_connections", "60");
        settings.put("shared_buffers", "128MB");
        settings.put("effective_cache_size", "512MB");
        settings.put("work_mem", "8MB");
        settings.put("maintenance_work_mem", "64MB");
        settings.put("wal_buffers", "16MB");
        settings.put("min_wal_size", "256MB");
        // Fewer checkpoints mean fewer full pages in the log; the price is a longer replay after a crash, some seconds
        // at this size.
        settings.put("max_wal_size", "1GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        settings.put("max_worker_processes", "8");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("idle_in_transaction_session_timeout", "60s");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // A violated constraint is an answer to the caller, not news for the log; its detail would carry personal data.
        settings.put("log_min_messages", "log");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_checkpoints", "off");
        settings.putAll(changes);
        settings.put("listen_addresses", HOST);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        for (String durable : EmbeddedPostgres.DURABLE) {
            settings.put(durable, "on");
        }
        return settings;
    }

    /** Waits for the server until the deadline. False means that it ended or was ended; its log says why. */
    private boolean becomesReady(long deadline, String password) throws IOException {
        try {
            while (System.nanoTime() < deadline) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                Optional<PostmasterFile> file = PostmasterFile.read(cluster);
                if (file.filter(PostmasterFile::ready).isPresent() && accepts(password)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
        return false;
    }

    private boolean accepts(String password) {
        try (Connection connection = connect("postgres", EmbeddedPostgres.ADMINISTRATOR, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            boolean starting = "57P03".equals(e.getSQLState())
                    || String.valueOf(e.getSQLState()).startsWith("08");
            if (starting) {
                return false;
            }
            stop();
            throw new EmbeddedPostgresException(
                    "PostgreSQL refuses Waybill's own account: " + CommandLine.oneLine(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static Optional<String> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(program -> Files.isExecutable(Path.of(program)))
                .findFirst();
    }

    private static String complaint(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(from, file.length() - 4000);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).strip().lines().toList();
            List<String> grave = lines.stream()
                    .filter(line ->
                            line.contains("FATAL:") || line.contains("PANIC:") || line.contains("could not bind"))
                    .toList();
            String words = String.join(" / ", grave.isEmpty() ? lines : grave);
            return words.isEmpty() ? "it wrote nothing to its log" : words;
        }
    }
}
