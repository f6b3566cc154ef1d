package io.waybill.application;

import io.waybill.application.demo.ConnectedShop;
import io.waybill.application.demo.DemoRun;
import io.waybill.application.demo.DemoSettings;
import io.waybill.application.demo.PlatformAccess;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs everything in one process, with a retailer, customers and staff made up. */
@Command(
        name = "demo",
        description = {
            "Run platform, connector and a commercetools stand-in together, and watch orders being fulfilled.",
            "Exit code 0: nothing was lost, done twice or oversold."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Every run starts with an empty database of its own (schema waybill_demo) under --data."})
final class Demo implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";
    private static final long STOP_LIMIT_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--orders",
            defaultValue = "60",
            paramLabel = "COUNT",
            description = "orders to confirm in the shop, 1 to 9999 (default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--rate",
            defaultValue = "10",
            paramLabel = "PER_SECOND",
            description = "orders confirmed per second, 0.1 to 1000 (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--facilities",
            defaultValue = "12",
            paramLabel = "COUNT",
            description = "stores and warehouses, 4 to 500 (default: ${DEFAULT-VALUE})")
    private int facilities;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "NUMBER",
            description = "what stock, customers and staff are drawn from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--stay", description = "go on afterwards, and print addresses and credentials")
    private boolean stay;

    @Option(
            names = "--data",
            defaultValue = "./data/demo",
            paramLabel = "FOLDER",
            description = "where the demo keeps its files (default: ${DEFAULT-VALUE})")
    private Path data;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "port of the platform, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--connector-port",
            defaultValue = "8081",
            paramLabel = "PORT",
            description = "port of the connector, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int connectorPort;

    @Option(
            names = "--sandbox-port",
            defaultValue = "8082",
            paramLabel = "PORT",
            description = "port of the commercetools stand-in, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int sandboxPort;

    @Override
    public Integer call() {
        checkOptions();
        FreePort.require(HOST, port, "--port");
        FreePort.require(HOST, connectorPort, "--connector-port");
        FreePort.require(HOST, sandboxPort, "--sandbox-port");

        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, stopped), "waybill-stop"));
        try {
            return run();
        } finally {
            stopped.countDown();
        }
    }

    private int run() {
        // Not the command's own writer: its charset is the system's, and the line has a middle dot.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println("Starting PostgreSQL and the platform ...");
        PlatformAccess.Credentials administrator = PlatformAccess.Credentials.madeUp();
        try (DemoDatabase database = DemoDatabase.create(data);
                HostedPlatform platform = HostedPlatform.start(settings(database, administrator));
                ConnectedShop shop = ConnectedShop.start(
                        new PlatformAccess(platform.uri(), administrator), connectorPort, sandboxPort)) {
            DemoRun demo = new DemoRun(shop, new DemoSettings(orders, rate, facilities, seed), out, isTerminal());
            boolean good = demo.run();
            if (!stay) {
                return good ? 0 : 1;
            }
            shop.describe().forEach(out::println);
            demo.stay();
            return 0;
        }
    }

    private Map<String, String> settings(DemoDatabase database, PlatformAccess.Credentials administrator) {
        return Map.ofEntries(
                Map.entry("quarkus.http.host", HOST),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.server().username()),
                Map.entry("quarkus.datasource.password", database.server().password()),
                Map.entry("quarkus.log.console.enabled", "false"),
                Map.entry("quarkus.log.file.enabled", "true"),
                Map.entry("quarkus.log.file.path", data.resolve("demo.log").toString()),
                Map.entry("waybill.administrator.username", administrator.username()),
                Map.entry("waybill.administrator.password", administrator.password()),
                // The connector listens on this machine, which the platform calls only where it is told that it may.
                Map.entry("waybill.webhooks.allow-local-targets", "true"),
                Map.entry("waybill.webhooks.first-backoff", "PT1S"),
                Map.entry(
                        "waybill.secrets.key-file", data.resolve("secrets.key").toString()));
    }

    private void checkOptions() {
        require(orders >= 1 && orders <= 9_999, "--orders must be between 1 and 9999, not " + orders);
        require(
                rate >= 0.1 && rate <= 1_000,
                String.format(Locale.ROOT, "--rate must be between 0.1 and 1000, not %s", rate));
        require(facilities >= 4 && facilities <= 500, "--facilities must be between 4 and 500, not " + facilities);
        requirePort("--port", port);
        requirePort("--connector-port", connectorPort);
        requirePort("--sandbox-port", sandboxPort);
    }

    private void requirePort(String option, int value) {
        require(value >= 0 && value <= 65535, option + " must be between 0 and 65535, not " + value);
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** On SIGTERM Java ends when its hooks have: this one keeps it alive until everything is closed in order. */
    private static void stop(Thread main, CountDownLatch stopped) {
        if (stopped.getCount() == 0) {
            return;
        }
        main.interrupt();
        try {
            if (!stopped.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("waybill: still not stopped after " + STOP_LIMIT_SECONDS + " s, giving up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
