package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.JsonHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * commercetools' own reading of {@code connect.yaml}: npm's {@code @commercetools-connect/specification}, pinned with
 * its lock file and installed on first use. Needs Node.js 20 or later with npm.
 */
final class ConnectSpecification {
    private static final Path SOURCE = Path.of("src", "test", "connect-specification");
    private static final Path INSTALLED =
            Path.of("target", "connect-specification").toAbsolutePath();
    private static final long LIMIT_MINUTES = 5;

    /** What came of a manifest: its content, or what is wrong with it. */
    record Verdict(boolean accepted, JsonNode manifest, String problems) {}

    private ConnectSpecification() {}

    static Verdict read(String manifest) throws IOException, InterruptedException {
        install();
        Path input = Files.writeString(Files.createTempFile(INSTALLED, "manifest-", ".yaml"), manifest);
        Path output = Files.createTempFile(INSTALLED, "output-", ".json");
        Path problems = Files.createTempFile(INSTALLED, "problems-", ".txt");
        try {
            Process node = new ProcessBuilder("node", "validate.mjs")
                    .directory(INSTALLED.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(problems.toFile())
                    .start();
            boolean accepted = ended(node, problems) == 0;
            return new Verdict(
                    accepted,
                    JsonHttp.JSON.readTree(accepted ? Files.readString(output) : "{}"),
                    Files.readString(problems));
        } finally {
            for (Path file : List.of(input, output, problems)) {
                Files.delete(file);
            }
        }
    }

    /** Installs exactly what package-lock.json says, once. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        boolean same = true;
        for (String file : List.of("package.json", "package-lock.json", "validate.mjs")) {
            byte[] wanted = Files.readAllBytes(SOURCE.resolve(file));
            Path copy = INSTALLED.resolve(file);
            same &= Files.exists(copy) && Arrays.equals(wanted, Files.readAllBytes(copy));
            Files.write(copy, wanted);
        }
        // npm writes this file last.
        if (!same || !Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) {
            Path output = INSTALLED.resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (ended(npm, output) != 0) {
                throw new AssertionError("npm ci failed in " + INSTALLED + ": " + Files.readString(output));
            }
        }
    }

    private static int ended(Process process, Path output) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + LIMIT_MINUTES + " minutes: " + Files.readString(output));
        }
        return process.exitValue();
    }
}
