package io.waybill.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, as far as it goes without a build of its own. */
class LauncherTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense"})
    void anUnknownWordIsOneLineAndExitCodeTwo(String word) throws Exception {
        Answer answer = run(Map.of("PATH", "/usr/bin:/bin"), word);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output().strip())
                .startsWith("waybill: unknown")
                .contains(word)
                .doesNotContain("\n");
    }

    @Test
    void helpNamesTheCommandsAndNeedsNoEnvironmentAtAll() throws Exception {
        Answer answer = run(Map.of(), "help");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).contains("demo", "up ", "connector", "sandbox", "test", "version");
    }

    @Test
    void withoutASuitableJdkItSaysSoInOneLine() throws Exception {
        // The same script, told that no JDK is new enough.
        Path script = folder.resolve("waybill");
        Files.writeString(
                script, Files.readString(launcher()).replaceFirst("(?m)^required_java=\\d+$", "required_java=999"));
        Answer answer = run(Map.of("PATH", "/usr/bin:/bin"), script, "version");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output().strip())
                .startsWith("waybill: no JDK 999 or later found")
                .doesNotContain("\n");
    }

    private static Path launcher() {
        return Path.of("..", "waybill").toAbsolutePath().normalize();
    }

    private static Answer run(Map<String, String> environment, String argument) throws Exception {
        return run(environment, launcher(), argument);
    }

    private static Answer run(Map<String, String> environment, Path script, String argument)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("/bin/bash", script.toString(), argument)).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    private record Answer(int exitCode, String output) {}
}
