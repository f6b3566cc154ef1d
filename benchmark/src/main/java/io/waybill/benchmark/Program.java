package io.waybill.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program under test in a process of its own. Ends with this JVM at the latest. */
final class Program implements AutoCloseable {
    /** For the launcher: options of Java, and which build to run. */
    private static final Set<String> KEPT = Set.of("WAYBILL_JAVA_OPTS", "WAYBILL_BUILD");

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final long started;
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final Thread endWithBench;

    private record Ready(String address, long nanoTime) {}

    private Program(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
        this.endWithBench = new Thread(this::stop, "stop-" + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithBench);
    }

    /**
     * Starts the program and returns once it has said that it is ready.
     *
     * @param environment added to this process' own, from which everything that configures Waybill is taken out
     * @param readyLine finds the line it says so with; its first group is the address
     * @param log gets everything it says
     * @throws BenchFailed if it does not start
     */
    static Program start(List<String> command, Map<String, String> environment, Pattern readyLine, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Nothing that the caller has configured may be measured instead, least of all a real database or shop.
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(WAYBILL|CTP|FFT|QUARKUS)_.*") && !KEPT.contains(name));
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new BenchFailed("Cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        }
        Program program = new Program(process, log, started);
        Thread.ofPlatform().daemon().name("output-" + process.pid()).start(() -> program.read(readyLine));
        try {
            program.ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return program;
        } catch (ExecutionException | TimeoutException notStarted) {
            program.close();
            throw new BenchFailed("'" + String.join(" ", command) + "' did not get ready: " + program.lastWords());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            program.close();
            throw new BenchFailed("Interrupted", interrupted);
        }
    }

    private void read(Pattern readyLine) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = readyLine.matcher(line);
                if (matcher.find()) {
                    ready.complete(new Ready(matcher.group(1), System.nanoTime()));
                }
                copy.write(line);
                copy.newLine();
                copy.flush();
            }
            ready.completeExceptionally(new BenchFailed("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException nothingWritten) {
            return "it said nothing";
        }
    }

    /** Where it listens, without a trailing slash. */
    String address() {
        return ready.join().address();
    }

    /** From the start of the process to the line that says it is ready. */
    Duration untilReady() {
        return Duration.ofNanos(ready.join().nanoTime() - started);
    }

    /** Processor time used so far, by all threads. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Megabytes of it that are in memory now; the pages of the database server are not among them. */
    double residentMegabytes() {
        return memory("VmRSS");
    }

    /** The most megabytes that it had in memory at any time. */
    double peakMegabytes() {
        return memory("VmHWM");
    }

    private double memory(String field) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            if (Files.exists(status)) {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith(field + ":")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                    }
                }
            }
            // No /proc here, as on macOS: ps knows the present size, and nobody knows the peak.
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Long.parseLong(answer) / 1024.0;
        } catch (IOException | NumberFormatException e) {
            throw new BenchFailed("Cannot read how much memory process " + process.pid() + " uses", e);
        }
    }

    /** As a user stops it: SIGTERM, and waiting. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithBench);
        } catch (IllegalStateException goingDownAlready) {
            return; // nothing to take back any more
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The command on the first processor only, where the system can do that. */
    static List<String> onOneProcessor(List<String> command) {
        return on(0, command);
    }

    /** The command on the last processor only, beside what {@link #onOneProcessor} runs. */
    static List<String> onTheOtherProcessor(List<String> command) {
        return on(Runtime.getRuntime().availableProcessors() - 1, command);
    }

    private static List<String> on(int processor, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (canPin()) {
            pinned.addAll(List.of("taskset", "-c", Integer.toString(processor)));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Whether {@link #onOneProcessor} has an effect. */
    static boolean canPin() {
        return java.util.Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
    }
}
