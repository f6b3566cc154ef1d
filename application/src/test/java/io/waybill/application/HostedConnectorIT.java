package io.waybill.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sandbox.Sandbox;
import io.waybill.sandbox.SandboxConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} with the settings of a commercetools project in the environment. */
class HostedConnectorIT {
    private static final Path BINARIES =
            Path.of("target", "postgres", "binaries").toAbsolutePath();
    private static final Pattern CONNECTOR = Pattern.compile("the connector is at (http://\\S+:\\d+)");

    @TempDir
    private Path folder;

    @Test
    void theConnectorBesideThePlatformAnswersOnThePathsThatItHasAlone() throws Exception {
        Files.createDirectories(BINARIES);
        Files.createDirectories(folder.resolve("data/postgres"));
        Files.createSymbolicLink(folder.resolve("data/postgres/binaries"), BINARIES);
        try (Sandbox sandbox = Sandbox.start(SandboxConfiguration.defaults());
                RunningCommand waybill =
                        RunningCommand.start(folder, settings(sandbox), "up", "--port", "0", "--connector-port", "0")) {
            waybill.address();
            Matcher said = CONNECTOR.matcher(waybill.output());
            assertThat(said.find()).as(waybill.output()).isTrue();
            String connector = said.group(1);

            for (String application : List.of("", "/event", "/service", "/job")) {
                assertThat(get(connector + application + "/live").statusCode()).isEqualTo(200);
                assertThat(get(connector + application + "/metrics").body())
                        .contains("waybill_connector_parked_messages");
                HttpResponse<String> status = get(connector + application + "/status");
                assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
                assertThat(status.body())
                        .contains("{\"name\":\"commercetools\",\"status\":\"UP\"}")
                        .contains("{\"name\":\"platform\",\"status\":\"UP\"}")
                        .contains("commercetools subscription fft-ctc-orders is missing");
            }
        }
    }

    private static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>();
        settings.put("WAYBILL_ADMINISTRATOR_USERNAME", "admin");
        settings.put("WAYBILL_ADMINISTRATOR_PASSWORD", "correct-horse-battery-staple-1");
        settings.put("CTP_PROJECT_KEY", sandbox.configuration().projectKey());
        settings.put("CTP_API_URL", sandbox.baseUri().toString());
        settings.put("CTP_AUTH_URL", sandbox.authUri().toString());
        settings.put("CTP_CLIENT_ID", sandbox.configuration().clientId());
        settings.put("CTP_CLIENT_SECRET", sandbox.configuration().clientSecret());
        settings.put("FFT_API_KEY", "any");
        settings.put("FFT_API_USER", "admin");
        settings.put("FFT_API_PASSWORD", "correct-horse-battery-staple-1");
        settings.put("JWT_SECRET", "0123456789abcdef0123456789abcdef");
        settings.put("JWT_ISSUER", "waybill");
        settings.put("JWT_AUDIENCE", "connector");
        settings.put("JWT_SUBJECT", "webhook");
        return settings;
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
