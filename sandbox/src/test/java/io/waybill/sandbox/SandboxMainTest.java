package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxMainTest {
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--port=many", "--push=no-address", "surplus"})
    void aWrongCommandLineIsOneLineAndExitCodeTwo(String argument) {
        int code =
                SandboxMain.commandLine().setErr(new PrintWriter(errors, true)).execute(argument);

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().startsWith("sandbox: ");
    }

    @Test
    void aPortInUseIsOneLineAndExitCodeOne() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int code = SandboxMain.commandLine().execute("--port=" + taken.getLocalPort());

            assertThat(code).isEqualTo(1);
        }
    }
}
