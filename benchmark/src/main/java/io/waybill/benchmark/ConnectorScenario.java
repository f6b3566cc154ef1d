package io.waybill.benchmark;

import io.vertx.core.http.HttpMethod;
import io.waybill.benchmark.LoadClient.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * What a connector does with messages of both directions, between a shop and a platform that only stand in: all time
 * that is not their latency is the connector's. It has one processor, the stand-ins have another one.
 */
final class ConnectorScenario {
    private static final String NAME = "connector";
    private static final Pattern LISTENING = Pattern.compile("listening on (http://[^ \"]+)");
    private static final int FEW_CONNECTIONS = 16;
    private static final int MANY_CONNECTIONS = 512;

    /** Where the stand-ins are for a connector that somebody else starts, and has to configure before. */
    private static final int KNOWN_PORT = 18_089;

    private final Programs programs;
    private final Settings settings;
    private final Path scratch;
    private final PrintWriter progress;

    ConnectorScenario(Programs programs, Settings settings, Path scratch, PrintWriter progress) {
        this.programs = programs;
        this.settings = settings;
        this.scratch = scratch;
        this.progress = progress;
    }

    void measure(Report report) {
        int port = settings.connector().isPresent() ? KNOWN_PORT : 0;
        List<String> standIns = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RemoteSides.class.getName(),
                Integer.toString(port));
        try (Program sides = Program.start(
                Program.onTheOtherProcessor(standIns), Map.of(), LISTENING, scratch.resolve("sides.log"))) {
            if (settings.connector().isEmpty()) {
                start(report, sides.address());
            } else {
                explain(sides.address());
            }
            try (ConnectorUnderTest connector = settings.connector()
                            .map(ConnectorUnderTest::at)
                            .orElseGet(() -> ConnectorUnderTest.start(
                                    programs, scratch.resolve("connector.log"), sides.address()));
                    LoadClient control = new LoadClient(sides.address(), 1)) {
                work(report, connector, control);
            }
        }
    }

    private void explain(String sides) {
        progress.println("bench: waiting for " + settings.connector().orElseThrow() + ", which needs these settings:");
        ConnectorSettings.against(sides).forEach((name, value) -> progress.println("  " + name + "=" + value));
        progress.flush();
    }

    private void start(Report report, String sides) {
        List<Double> first = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            Path log = scratch.resolve("first-answer-" + run + ".log");
            first.add(ConnectorUnderTest.untilFirstAnswer(programs, log, sides).toMillis() / 1000.0);
        }
        String where = Program.canPin() ? "on one processor" : "on all processors (there is no taskset here)";
        report.add(new Figure(
                NAME, "start to first answer, " + where + ", " + ConnectorUnderTest.javaName(), first, " s", "1.2 s"));
    }

    private void work(Report report, ConnectorUnderTest connector, LoadClient control) {
        connector
                .program()
                .ifPresent(program -> report.add(
                        Figure.of(NAME, "resident memory at rest", List.of(program.residentMegabytes()), " MB")));
        for (Direction direction : Direction.values()) {
            say(direction.title + ", to warm up");
            load(connector, FEW_CONNECTIONS, settings.orders(), direction);
        }
        for (int latency : settings.quick() ? new int[] {0} : new int[] {0, 20, 100}) {
            control.text(new Request(HttpMethod.GET, "/control/latency/" + latency, null));
            for (Direction direction : Direction.values()) {
                measure(report, connector, control, direction, latency, FEW_CONNECTIONS);
                if (latency > 0) {
                    measure(report, connector, control, direction, latency, MANY_CONNECTIONS);
                }
            }
            if (latency == 0) {
                memory(report, connector, FEW_CONNECTIONS, "200 MB");
            }
        }
        control.text(new Request(HttpMethod.GET, "/control/latency/0", null));
        connector
                .program()
                .ifPresent(program -> report.add(new Figure(
                        NAME,
                        "resident memory under load, at most",
                        List.of(program.peakMegabytes()),
                        " MB",
                        "200 MB")));
        for (String side : settings.quick() ? new String[] {} : new String[] {"shop", "platform"}) {
            for (Direction direction : Direction.values()) {
                hang(report, connector, control, direction, side);
            }
        }
    }

    private static void memory(Report report, ConnectorUnderTest connector, int connections, String aim) {
        connector
                .program()
                .ifPresent(program -> report.add(new Figure(
                        NAME,
                        "resident memory at most, up to " + connections + " connections",
                        List.of(program.peakMegabytes()),
                        " MB",
                        aim)));
    }

    private enum Direction {
        EVENT("confirmed orders to /event", number -> ConnectorMessages.confirmedOrder()),
        SERVICE("platform events to /service", ConnectorMessages::statusEvent);

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final IntFunction<Request> messages;

        Direction(String title, IntFunction<Request> messages) {
            this.title = title;
            this.messages = messages;
        }
    }

    private void measure(
            Report report,
            ConnectorUnderTest connector,
            LoadClient control,
            Direction direction,
            int latency,
            int connections) {
        String what = String.format(Locale.ROOT, "%s, %d ms, %d connections", direction.title, latency, connections);
        say(what);
        List<Double> rates = new ArrayList<>();
        List<Double> perCore = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> calls = new ArrayList<>();
        double pace = load(connector, connections, 3 * connections, direction).perSecond();
        for (int run = 0; run < settings.runs(); run++) {
            int count = (int) Math.max(connections, pace * settings.time().toMillis() / 1000);
            long before = callsSoFar(control);
            Duration processor = processorTime(connector);
            Load load = load(connector, connections, count, direction);
            processor = processorTime(connector).minus(processor);
            calls.add((callsSoFar(control) - before) / (double) count);
            rates.add(load.perSecond());
            p50.add(load.latencies().milliseconds(50));
            p99.add(load.latencies().milliseconds(99));
            if (!processor.isZero()) {
                perCore.add(count * 1e9 / processor.toNanos());
            }
            pace = load.perSecond();
        }
        boolean aimed = latency == 0 && direction == Direction.EVENT;
        report.add(Figure.of(NAME, what, rates, "/s"));
        if (!perCore.isEmpty()) {
            report.add(
                    new Figure(NAME, "  per second of processor time", perCore, "", aimed ? "1,500, then 3,000" : ""));
        }
        report.add(Figure.of(NAME, "  answered after, p50", p50, " ms"));
        report.add(Figure.of(NAME, "  answered after, p99", p99, " ms"));
        report.add(Figure.of(NAME, "  calls to shop and platform per message", calls, ""));
    }

    private static Load load(ConnectorUnderTest connector, int connections, int count, Direction direction) {
        try (LoadClient client = new LoadClient(connector.address(), connections)) {
            client.bear(ConnectorSettings.token());
            return client.asFastAsPossible(connections, count, direction.messages);
        }
    }

    private static long callsSoFar(LoadClient control) {
        return Long.parseLong(control.text(new Request(HttpMethod.GET, "/control/calls", null)));
    }

    private static Duration processorTime(ConnectorUnderTest connector) {
        return connector.program().map(Program::processorTime).orElse(Duration.ZERO);
    }

    /** One message while one side takes calls and never answers: how long until its sender is told something. */
    private void hang(
            Report report, ConnectorUnderTest connector, LoadClient control, Direction direction, String side) {
        say(direction.title + " while the " + side + " hangs");
        control.text(new Request(HttpMethod.GET, "/control/hang/" + side, null));
        long begin = System.nanoTime();
        int status = send(connector.address(), direction.messages.apply(4));
        double seconds = (System.nanoTime() - begin) / 1e9;
        control.text(new Request(HttpMethod.GET, "/control/hang/", null));
        report.add(new Figure(
                NAME,
                direction.title + " while the " + side + " hangs, answered " + status + " after",
                List.of(seconds),
                " s",
                "10 s"));
    }

    private static int send(String address, Request request) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address + request.path()).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setReadTimeout(120_000);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Authorization", "Bearer " + ConnectorSettings.token());
            try (OutputStream out = connection.getOutputStream()) {
                out.write(Objects.requireNonNull(request.body()).getBytes());
            }
            return connection.getResponseCode();
        } catch (IOException noAnswer) {
            throw new BenchFailed("No answer from " + address, noAnswer);
        }
    }

    private void say(String what) {
        progress.println("bench: " + what + " ...");
        progress.flush();
    }
}
