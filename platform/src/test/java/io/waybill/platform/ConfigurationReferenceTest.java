package io.waybill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    @Test
    void theReferencePageIsWhatTheSettingsSay() throws IOException {
        Path page = Path.of("..", "docs", "configuration-platform.md");
        String reference = ConfigurationReference.markdown(Path.of("src", "main", "java"));
        assertThat(reference).contains("`waybill.webhooks.allow-local-targets`", "`waybill.oidc.<name>.issuer`");
        if (Boolean.getBoolean("waybill.docs.write")) {
            Files.writeString(page, reference);
        }

        assertThat(page)
                .as("out of date: run the test with -Dwaybill.docs.write=true")
                .hasContent(reference);
    }
}
