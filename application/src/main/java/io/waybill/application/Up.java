package io.waybill.application;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the platform until it is told to stop. */
@Command(
        name = "up",
        description = "Run the fulfilment platform until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Without a database address Waybill runs a PostgreSQL of its own, with its files under --data.",
            "WAYBILL_DATABASE_URL, WAYBILL_DATABASE_USER and WAYBILL_DATABASE_PASSWORD name your own server;",
            "the password is taken from there (or from the address) only, never from an option."
        })
final class Up implements Callable<Integer> {
    /** Longer than Quarkus' and PostgreSQL's own limits for stopping together. */
    private static final long STOP_LIMIT_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "port of the API and the console, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--connector-port",
            defaultValue = "8081",
            paramLabel = "PORT",
            description = "port of the connector, which runs too if CTP_* is configured (default: ${DEFAULT-VALUE})")
    private int connectorPort;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "address to listen on; 0.0.0.0 for all networks (default: ${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = "--data",
            defaultValue = "./data",
            paramLabel = "FOLDER",
            description = "where Waybill keeps its files (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "your own PostgreSQL 15 or later, as postgresql://user@host:5432/name or jdbc:postgresql://...")
    private @Nullable String databaseUrl;

    @Option(names = "--database-user", paramLabel = "NAME", description = "the role to connect with")
    private @Nullable String databaseUser;

    @Override
    public Integer call() {
        requirePort("--port", port);
        requirePort("--connector-port", connectorPort);
        // Quarkus would notice as well, but only after the database has started, and with more words.
        FreePort.require(host, port, "--port");
        boolean withConnector = HostedConnector.isConfigured(System.getenv());
        if (withConnector) {
            FreePort.require(host, connectorPort, "--connector-port");
            // For what it refuses: better before the database starts than after.
            var unused = HostedConnector.settings(host, connectorPort, "http://" + host + ":" + port);
        }

        CountDownLatch stopped = new CountDownLatch(1);
        // On SIGTERM Java ends when its hooks have: this one keeps it alive until the database is closed in order,
        // after HTTP.
        Thread waitForOrderlyStop = new Thread(() -> await(stopped), "waybill-stop");
        Runtime.getRuntime().addShutdownHook(waitForOrderlyStop);
        try (Database database = Database.open(databaseUrl, databaseUser, data, System.getenv())) {
            configure(database);
            return runUntilStopped(database, withConnector);
        } finally {
            stopped.countDown();
        }
    }

    private int runUntilStopped(Database database, boolean withConnector) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicInteger exitCode = new AtomicInteger();
        database.onUnexpectedEnd(() -> {
            spec.commandLine()
                    .getErr()
                    .println("waybill: the embedded PostgreSQL has ended, stopping; its server.log says why");
            Quarkus.asyncExit(1);
        });
        String[] arguments = withConnector ? new String[] {Integer.toString(connectorPort)} : new String[0];
        Quarkus.run(
                RunningPlatform.class,
                (code, thrown) -> {
                    exitCode.set(code);
                    failure.set(thrown);
                },
                arguments);
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new CannotStart("The platform stopped: " + rootCause(thrown), thrown);
        }
        return exitCode.get();
    }

    private void configure(Database database) {
        Map.of(
                        "quarkus.http.host", host,
                        "quarkus.http.port", Integer.toString(port),
                        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                        "quarkus.datasource.username", database.username(),
                        "quarkus.datasource.password", database.password())
                .forEach(System::setProperty);
        if (System.getenv("WAYBILL_SECRETS_KEY_FILE") == null) {
            System.getProperties()
                    .putIfAbsent(
                            "waybill.secrets.key-file",
                            data.resolve("secrets.key").toString());
        }
    }

    private void requirePort(String option, int port) {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), option + " must be between 0 and 65535, not " + port);
        }
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("waybill: still not stopped after " + STOP_LIMIT_SECONDS + " s, giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
