package io.waybill.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.settings.ConnectSpecification.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConnectManifestTest {
    private static final Path MANIFEST = Path.of("..", "connect.yaml");

    @Test
    void the_manifest_asks_for_the_settings_of_the_code() throws Exception {
        if (Boolean.getBoolean("waybill.docs.write")) {
            Files.writeString(MANIFEST, ConnectManifest.yaml());
        }

        assertThat(MANIFEST)
                .as("out of date: run the test with -Dwaybill.docs.write=true")
                .exists()
                .hasContent(ConnectManifest.yaml());
    }

    @Test
    void commercetools_own_schema_accepts_the_manifest() throws Exception {
        Verdict verdict = ConnectSpecification.read(Files.readString(MANIFEST));

        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.accepted()).isTrue();
        JsonNode configuration = verdict.manifest().path("inheritAs").path("configuration");
        assertThat(configuration.path("standardConfiguration").size()
                        + configuration.path("securedConfiguration").size())
                .isEqualTo(ConnectManifest.askedFor().size());
        assertThat(configuration.path("securedConfiguration"))
                .extracting(each -> each.path("key").asText())
                .contains("CTP_CLIENT_SECRET", "FFT_API_PASSWORD", "JWT_SECRET", "JWT_PREVIOUS_SECRET");
        assertThat(configuration.path("standardConfiguration"))
                .allSatisfy(each ->
                        assertThat(each.path("description").asText().length()).isGreaterThan(20));
    }

    @Test
    void commercetools_own_schema_refuses_what_connect_would_refuse() throws Exception {
        String manifest = Files.readString(MANIFEST);

        assertThat(ConnectSpecification.read(manifest.replace("key: CTP_REGION", "key: PORT"))
                        .problems())
                .contains("reserved word");
        assertThat(ConnectSpecification.read(manifest.replace("minBackoffSeconds: 10", "minBackoffSeconds: 0"))
                        .accepted())
                .isFalse();
        assertThat(ConnectSpecification.read(manifest.replace("endpoint: /job", "entrypoint: /job"))
                        .accepted())
                .isFalse();
    }
}
