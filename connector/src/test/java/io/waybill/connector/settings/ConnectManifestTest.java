package io.waybill.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.settings.ConnectSpecification.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    void each_application_is_built_with_the_versions_of_this_build() throws Exception {
        for (String application : ConnectPoms.APPLICATIONS) {
            Path pom = Path.of("..", application, "pom.xml");
            if (Boolean.getBoolean("waybill.docs.write")) {
                Files.writeString(pom, ConnectPoms.pom(application));
            }

            assertThat(pom)
                    .as("out of date: run the test with -Dwaybill.docs.write=true")
                    .exists()
                    .hasContent(ConnectPoms.pom(application));
        }
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
                .contains("FFT_API_PASSWORD", "JWT_SECRET", "JWT_PREVIOUS_SECRET");
        assertThat(verdict.manifest().path("inheritAs").path("apiClient").path("scopes"))
                .extracting(JsonNode::asText)
                .contains("manage_orders", "manage_subscriptions", "view_messages")
                .doesNotContain("view_products", "view_subscriptions");
        assertThat(configuration.path("standardConfiguration"))
                .allSatisfy(each ->
                        assertThat(each.path("description").asText().length()).isGreaterThan(20));
    }

    @Test
    void what_connect_hands_over_with_the_api_client_is_all_that_the_shops_side_needs() {
        Map<String, String> given = new HashMap<>(ConnectorSettingsTest.complete());
        given.keySet().removeIf(key -> key.startsWith("CTP_"));
        given.put("CTP_API_URL", "https://api.us-east-2.aws.commercetools.com");
        given.put("CTP_AUTH_URL", "https://auth.us-east-2.aws.commercetools.com");
        given.put("CTP_PROJECT_KEY", "demo");
        given.put("CTP_CLIENT_ID", "id");
        given.put("CTP_CLIENT_SECRET", "secret");
        given.put("CTP_SCOPE", "manage_orders:demo");

        ConnectorSettings settings = ConnectorSettings.from(given);

        assertThat(settings.commercetoolsApi().getHost()).isEqualTo("api.us-east-2.aws.commercetools.com");
        assertThat(settings.commercetoolsAuth().getHost()).isEqualTo("auth.us-east-2.aws.commercetools.com");
    }

    @Test
    void commercetools_own_schema_refuses_what_connect_would_refuse() throws Exception {
        String manifest = Files.readString(MANIFEST);

        assertThat(ConnectSpecification.read(manifest.replace("key: LOG_LEVEL", "key: PORT"))
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
