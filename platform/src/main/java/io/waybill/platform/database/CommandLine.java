package io.waybill.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's programs to its end. */
final class CommandLine {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private CommandLine() {}

    /** Runs the command and returns what it wrote to both its outputs, or throws with that text if it failed. */
    static String run(String purpose, String... command) {
        return run(purpose, List.of(command));
    }

    static String run(String purpose, List<String> command) {
        Outcome outcome = tryRun(command);
        if (outcome.exitCode() != 0) {
            throw new EmbeddedPostgresException(
                    purpose + " failed (exit " + outcome.exitCode() + "): " + oneLine(outcome.output()));
        }
        return outcome.output();
    }

    /** Runs the command; a program that cannot be executed counts as exit code 127, as in a shell. */
    static Outcome tryRun(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        isolate(builder.environment());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(124, output + " (no end within " + LIMIT.toSeconds() + " s)");
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while running " + command.getFirst(), e);
        }
    }

    /** Variables such as PGDATA, PGPORT or a missing locale in the caller's shell must not change what the server does. */
    static void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " / ");
    }

    record Outcome(int exitCode, String output) {}
}
