package io.waybill.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WaybillCommandLineTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--nonsense",
                "up --nonsense",
                "up --port",
                "up --port eighty",
                "up --port 65536",
                "up --port -1",
                "up surplus",
                "replay",
                "replay --from yesterday",
                "replay --from 2026-11-01T25:00:00Z"
            })
    void aWrongCommandLineIsOneLineAndExitCodeTwo(String arguments) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(errors.toString().strip())
                .startsWith("waybill: ")
                .contains("--help")
                .doesNotContain("\n");
        assertThat(output.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --port 0 --database-url postgresql://someone:secret@127.0.0.1:1/orders",
                "up --port 0 --database-url jdbc:postgresql://127.0.0.1:1/orders",
                "up --port 0 --database-url postgresql://no-such-host.invalid/orders",
                "up --port 0 --database-url mysql://127.0.0.1/orders",
                "up --port 0 --database-url jdbc:postgresql://127.0.0.1/orders?password=secret",
                "up --port 0 --host no-such-host.invalid",
            })
    void whatPreventsTheStartIsOneLineAndExitCodeOne(String arguments) {
        assertThat(execute(arguments)).isEqualTo(1);
        assertThat(errors.toString().strip())
                .startsWith("waybill: ")
                .doesNotContain("\n")
                .doesNotContain("secret");
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertThat(execute("version")).isZero();
        assertThat(output.toString()).matches("waybill \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "up --help", "replay --help", "version --help"})
    void everyCommandExplainsItself(String arguments) {
        assertThat(execute(arguments)).isZero();
        assertThat(output.toString()).contains("Usage: waybill");
    }

    private int execute(String arguments) {
        CommandLine commandLine =
                Waybill.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
