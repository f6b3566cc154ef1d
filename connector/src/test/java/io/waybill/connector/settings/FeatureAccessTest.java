package io.waybill.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureAccessTest {
    private static final Pattern SCOPE = Pattern.compile("`((?:manage|view)_[a-z_]+)`");

    @ParameterizedTest
    @EnumSource(value = Setting.class, mode = EnumSource.Mode.MATCH_ALL, names = "FEAT_[A-Z]+_ACTIVE")
    void every_feature_says_what_it_has_to_be_allowed_and_its_explanation_says_the_same(Setting flag) {
        FeatureAccess access = Arrays.stream(FeatureAccess.values())
                .filter(each -> each.flag().filter(flag::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        flag + " is missing in FeatureAccess: name its scopes and permissions there"));
        Set<String> explained = SCOPE.matcher(flag.explanation())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(explained).as("scopes in the explanation of " + flag).isEqualTo(access.scopes());
    }

    @Test
    void only_what_the_active_features_need_is_missed_and_whoever_needs_it_is_named() {
        Map<String, String> given = new HashMap<>(ConnectorSettingsTest.complete());
        Arrays.stream(Setting.values())
                .filter(each -> each.name().startsWith("FEAT_"))
                .forEach(each -> given.put(each.name(), "false"));
        given.put("FEAT_CHANNELSYNC_ACTIVE", "true");
        ConnectorSettings settings = ConnectorSettings.from(given);

        assertThat(FeatureAccess.missingScopes(settings, List.of("manage_products", "manage_subscriptions")))
                .containsExactly(
                        "manage_key_value_documents (FEAT_CHANNELSYNC_ACTIVE, always)",
                        "view_project_settings (FEAT_CHANNELSYNC_ACTIVE, always)");
        assertThat(FeatureAccess.missingScopes(settings, List.of("manage_project")))
                .isEmpty();
        assertThat(FeatureAccess.missingPermissions(
                        settings,
                        List.of("FACILITY_READ", "FACILITY_WRITE", "SUBSCRIPTION_READ", "SUBSCRIPTION_WRITE")))
                .containsExactly("FACILITY_CREATE (FEAT_CHANNELSYNC_ACTIVE)");
    }

    @Test
    void the_page_of_scopes_says_what_the_code_needs() throws Exception {
        Path page = Path.of("..", "docs", "scopes.md");
        if (Boolean.getBoolean("waybill.docs.write")) {
            Files.writeString(page, ScopesPage.markdown());
        }

        assertThat(page)
                .as("out of date: run the test with -Dwaybill.docs.write=true")
                .exists()
                .hasContent(ScopesPage.markdown());
    }
}
