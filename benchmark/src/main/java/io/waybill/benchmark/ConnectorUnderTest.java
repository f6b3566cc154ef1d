package io.waybill.benchmark;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The connector that is measured: this one, started on one processor with the options and the memory that commercetools
 * Connect gives it, or any other that runs already.
 */
final class ConnectorUnderTest implements AutoCloseable {
    /** What the Procfiles say; 70 % of Connect's 512 MB are 358. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xms48m", "-Xmn24m", "-Xmx358m");

    private static final Pattern LISTENING = Pattern.compile("listening on (http://[^ \"]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Optional<Program> program;
    private final String address;

    private ConnectorUnderTest(Optional<Program> program, String address) {
        this.program = program;
        this.address = address;
    }

    /** This one, started anew; it serves both directions. */
    static ConnectorUnderTest start(Programs programs, Path log, String remoteSides) {
        Program program = program(programs, log, remoteSides);
        return new ConnectorUnderTest(Optional.of(program), program.address());
    }

    /** Another one; waits for some minutes until it listens. */
    static ConnectorUnderTest at(URI address) {
        String trimmed = address.toString().replaceFirst("/+$", "");
        awaitAnswer(trimmed, PATIENCE);
        return new ConnectorUnderTest(Optional.empty(), trimmed);
    }

    private static Program program(Programs programs, Path log, String remoteSides) {
        List<String> command = new ArrayList<>(List.of(java(), "-DPORT=0"));
        command.addAll(OPTIONS);
        String more = System.getenv().getOrDefault("WAYBILL_JAVA_OPTS", "").strip();
        if (!more.isEmpty()) {
            command.addAll(Arrays.asList(more.split("\\s+")));
        }
        command.addAll(List.of("-jar", programs.connectorJar().toString(), "serve"));
        Map<String, String> environment = new TreeMap<>(ConnectorSettings.against(remoteSides));
        return Program.start(Program.onOneProcessor(command), environment, LISTENING, log);
    }

    /** From the command to the first answer over HTTP. */
    static Duration untilFirstAnswer(Programs programs, Path log, String remoteSides) {
        long begin = System.nanoTime();
        try (Program program = program(programs, log, remoteSides)) {
            awaitAnswer(program.address(), PATIENCE);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private static void awaitAnswer(String address, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                HttpURLConnection probe = (HttpURLConnection)
                        URI.create(address + "/live").toURL().openConnection();
                probe.setConnectTimeout(1_000);
                probe.setReadTimeout(20_000);
                probe.getResponseCode(); // any answer will do: not every connector has this path
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new BenchFailed("Nothing answers at " + address, notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    String address() {
        return address;
    }

    /** Its process, where the bench started it: only then can its processor time and its memory be seen. */
    Optional<Program> program() {
        return program;
    }

    /** The Java it runs on: 21, as on Connect, where this machine has it; else the one of the bench. */
    static String java() {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path machines = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(machines)) {
            return own;
        }
        try (Stream<Path> homes = Files.list(machines)) {
            return homes.filter(home -> home.getFileName().toString().matches(".*\\b21\\b.*"))
                    .map(home -> home.resolve("bin").resolve("java"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .sorted()
                    .findFirst()
                    .orElse(own);
        } catch (IOException unreadable) {
            return own;
        }
    }

    /** The version of {@link #java}, for the report: 21 is what Connect has. */
    static String javaName() {
        return Path.of(java()).equals(Path.of(System.getProperty("java.home"), "bin", "java"))
                ? "Java " + Runtime.version().feature()
                        + (Runtime.version().feature() == 21 ? "" : " as there is no 21 here")
                : "Java 21";
    }

    @Override
    public void close() {
        program.ifPresent(Program::close);
    }
}
