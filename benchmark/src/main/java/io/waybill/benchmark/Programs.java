package io.waybill.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is measured, and how it is started.
 *
 * @param platform the command that runs the platform, to which options are added
 * @param connector the command that runs the connector
 * @param connectorJar the connector as one file, for a Java of the bench's choice
 * @param scratch where folders for data may be made: on a disk, since a file system in memory would flush for nothing
 * @param commit which sources this is
 */
record Programs(List<String> platform, List<String> connector, Path connectorJar, Path scratch, String commit) {
    /** The folder of the sources, told by the launcher. */
    private static final String ROOT = "waybill.root";

    /** As a user starts them: with the launcher. */
    static Programs fromLauncher() {
        String root = System.getProperty(ROOT);
        if (root == null) {
            throw new BenchFailed("The bench is started with './waybill bench'");
        }
        Path folder = Path.of(root);
        String launcher = folder.resolve("waybill").toString();
        // The launcher names the build that the bench belongs to, and keeps it while the bench runs.
        Path build = folder.resolve(".waybill")
                .resolve("builds")
                .resolve(System.getenv().getOrDefault("WAYBILL_BUILD", "current"));
        return new Programs(
                List.of(launcher, "up"),
                List.of(launcher, "connector"),
                build.resolve("connector.jar"),
                folder.resolve(".waybill"),
                commit(folder));
    }

    private static String commit(Path folder) {
        try {
            Process git = new ProcessBuilder("git", "-C", folder.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean answered = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
            return answered && !answer.isEmpty() ? answer : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", interrupted);
        }
    }
}
