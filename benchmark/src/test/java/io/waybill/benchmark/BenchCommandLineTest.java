package io.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandLineTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "intake --runs=0",
                "--runs=many",
                "--orders=9",
                "--orders=100001",
                "--seconds=0",
                "connector --connector=:no",
                "--seconds"
            })
    void aWrongCommandLineIsOneLineAndExitCodeTwo(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString().strip())
                .startsWith("waybill: ")
                .contains("./waybill bench --help")
                .doesNotContain("\n");
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void helpNamesEveryScenario() {
        assertThat(run("--help")).isZero();
        for (Scenario scenario : Scenario.values()) {
            assertThat(output.toString()).contains("  " + scenario);
        }
    }

    @Test
    void withoutTheLauncherItSaysSoInOneLine() {
        assertThat(run("sourcing")).isEqualTo(1);
        assertThat(errors.toString().strip()).contains("./waybill bench").doesNotContain("\n");
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Bench.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments);
    }
}
