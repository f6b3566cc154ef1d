package io.waybill.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorSettingsTest {
    static Map<String, String> complete() {
        Map<String, String> settings = new HashMap<>();
        settings.put("CTP_PROJECT_KEY", "demo");
        settings.put("CTP_CLIENT_ID", "client");
        settings.put("CTP_CLIENT_SECRET", "secret");
        settings.put("FFT_PROJECT_ID", "ocff-acme-pre");
        settings.put("FFT_API_KEY", "api-key");
        settings.put("FFT_API_USER", "connector@example.com");
        settings.put("FFT_API_PASSWORD", "password");
        settings.put("JWT_SECRET", "0123456789abcdef0123456789abcdef");
        settings.put("JWT_ISSUER", "waybill");
        settings.put("JWT_AUDIENCE", "connector");
        settings.put("JWT_SUBJECT", "webhook");
        return settings;
    }

    @Test
    void hosts_default_to_the_real_services() {
        ConnectorSettings settings = ConnectorSettings.from(complete());

        assertThat(settings.commercetoolsApi()).isEqualTo(URI.create("https://api.europe-west1.gcp.commercetools.com"));
        assertThat(settings.commercetoolsAuth())
                .isEqualTo(URI.create("https://auth.europe-west1.gcp.commercetools.com"));
        assertThat(settings.fulfilment().apiUrl())
                .isEqualTo(URI.create("https://ocff-acme-pre.api.fulfillmenttools.com"));
        assertThat(settings.fulfilment().loginUrl().getHost()).isEqualTo("identitytoolkit.googleapis.com");
        assertThat(settings.fulfilment().refreshUrl().getHost()).isEqualTo("securetoken.googleapis.com");
    }

    @Test
    void one_line_names_everything_that_is_missing_or_wrong() {
        Map<String, String> given = complete();
        given.remove("CTP_CLIENT_ID");
        given.put("JWT_SECRET", "short");
        given.put("FEAT_ORDERSYNC_ACTIVE", "yes");
        given.put("FFT_API_URL", "not a url");
        given.put("PORT", "70000");

        assertThatThrownBy(() -> ConnectorSettings.from(given))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("CTP_CLIENT_ID is missing")
                .hasMessageContaining("JWT_SECRET has to have at least 32 characters")
                .hasMessageContaining("FEAT_ORDERSYNC_ACTIVE has to be true or false")
                .hasMessageContaining("FFT_API_URL has to be an absolute http or https URL")
                .hasMessageContaining("PORT has to be a port")
                .message()
                .doesNotContain("\n")
                .doesNotContain("short");
    }

    @Test
    void client_ids_and_secrets_of_any_length_are_taken() {
        Map<String, String> given = complete();
        given.put("CTP_CLIENT_ID", "x");
        given.put("CTP_CLIENT_SECRET", "y".repeat(200));

        assertThat(ConnectorSettings.from(given).text(Setting.CTP_CLIENT_ID)).isEqualTo("x");
    }

    @Test
    void a_region_or_project_that_makes_no_host_name_is_refused_at_start() {
        Map<String, String> given = complete();
        given.put("CTP_REGION", "europe west1");
        given.put("FFT_PROJECT_ID", "my/project");

        assertThatThrownBy(() -> ConnectorSettings.from(given))
                .hasMessageContaining("CTP_REGION has to be")
                .hasMessageContaining("FFT_PROJECT_ID has to be");
    }

    @Test
    void a_custom_field_name_longer_than_commercetools_allows_is_refused_at_start() {
        Map<String, String> given = complete();
        given.put("FIELD_PARCELS", "a".repeat(37));

        assertThatThrownBy(() -> ConnectorSettings.from(given)).hasMessageContaining("FIELD_PARCELS");
    }

    @Test
    void two_fields_of_one_name_are_refused() {
        Map<String, String> given = complete();
        given.put("FIELD_PARCELS", "fft_order_id");

        assertThatThrownBy(() -> ConnectorSettings.from(given)).hasMessageContaining("same custom field");
    }

    @Test
    void secrets_do_not_show_in_text() {
        ConnectorSettings settings = ConnectorSettings.from(complete());

        assertThat(settings.toString() + settings.fulfilment()).doesNotContain("password", "0123456789abcdef");
    }

    @Test
    void the_reference_page_says_what_the_code_does() throws Exception {
        Path page = Path.of("..", "docs", "configuration-connector.md");
        if (Boolean.getBoolean("waybill.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, ConfigurationReference.markdown());
        }

        assertThat(page)
                .as("out of date: run the test with -Dwaybill.docs.write=true")
                .exists()
                .hasContent(ConfigurationReference.markdown());
    }
}
