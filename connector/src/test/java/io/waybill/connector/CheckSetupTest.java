package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.Connector.Application;
import io.waybill.connector.health.CheckSetup;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.FeatureAccess;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckSetupTest {
    private static final Set<Application> BOTH = EnumSet.of(Application.EVENT, Application.SERVICE);

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_complete_set_up_misses_nothing() {
        scene.configureType();
        with(Map.of(), connector -> connector.register(BOTH));

        assertThat(missing(Map.of())).isEmpty();
    }

    @Test
    void a_check_changes_nothing_and_names_what_post_deploy_would_make() {
        scene.configureType();

        assertThat(missing(Map.of()))
                .anyMatch(line -> line.contains("fft-ctc-orders is missing"))
                .anyMatch(line -> line.contains("no subscription of ORDER_CREATED"))
                .anyMatch(line -> line.contains("lacks the field fft_order_id"));
        assertThat(scene.shop.query("/subscriptions", 10)).isEmpty();
        assertThat(scene.platform.all("subscriptions")).isEmpty();
        assertThat(scene.shop.find("/types/key=" + Scene.TYPE)).isEmpty();
    }

    @Test
    void every_missing_scope_is_named_with_the_features_that_need_it() {
        String scopes = "manage_orders:demo manage_key_value_documents:demo manage_types:demo view_products:demo"
                + " view_project_settings:demo view_stores:demo view_shipping_methods:demo manage_states:demo";

        List<String> missing = missing(Map.of("CTP_SCOPE", scopes, "FEAT_SYNCINFO_ACTIVE", "false"));

        assertThat(missing).contains("the API client lacks the scope manage_subscriptions (always)");
        assertThat(missing).noneMatch(line -> line.contains("lacks the scope manage_products"));
        assertThat(lines(Map.of("CTP_SCOPE", scopes)))
                .contains(
                        new CheckSetup.Missing("the API client lacks the scope manage_products (FEAT_SYNCINFO_ACTIVE)"))
                .anySatisfy(line -> assertThat(line)
                        .isInstanceOfSatisfying(
                                CheckSetup.Advice.class,
                                advice -> assertThat(advice.what()).contains("view_messages")));
    }

    @Test
    void every_missing_permission_is_named() {
        Set<String> all = Arrays.stream(FeatureAccess.values())
                .flatMap(feature -> feature.permissions().stream())
                .collect(Collectors.toSet());
        all.remove("HANDOVERJOB_READ");
        scene.platform.permit(all);

        assertThat(missing(Map.of()))
                .contains("the platform's user lacks the permission HANDOVERJOB_READ (FEAT_STATUSUPDATES_ACTIVE)");
    }

    @Test
    void wrong_credentials_are_told_apart_from_a_host_that_is_away_and_no_secret_is_shown() {
        assertThat(missing(Map.of("CTP_CLIENT_SECRET", "wrong-secret")))
                .anyMatch(line -> line.contains("refuses CTP_CLIENT_ID and CTP_CLIENT_SECRET"))
                .noneMatch(line -> line.contains("wrong-secret"));
        assertThat(missing(Map.of("CTP_AUTH_URL", "http://127.0.0.1:9", "EVENT_BUDGET_MS", "500")))
                .anyMatch(line -> line.contains("cannot be reached at http://127.0.0.1:9"));
        scene.platform.fail("POST", "/v1/accounts", 400, 1);
        assertThat(missing(Map.of("FFT_API_PASSWORD", "wrong-password")))
                .anyMatch(line -> line.contains("FFT_API_PASSWORD"))
                .noneMatch(line -> line.contains("wrong-password"));
    }

    @Test
    void what_nobody_can_understand_in_the_run_time_configuration_is_named() {
        scene.configure("{\"shippingMethodMapping\":{\"x\":{\"serviceType\":\"DRONE\"}}}");

        assertThat(missing(Map.of())).anyMatch(line -> line.contains("shippingMethodMapping.x.serviceType"));
    }

    @Test
    void an_open_event_path_and_a_project_that_keeps_no_messages_are_remarked() {
        scene.sandbox.keepMessages(false);
        assertThat(lines(Map.of()).toString()).contains("EVENT_TOKEN is not set", "keeps no messages");
        assertThat(lines(Map.of("EVENT_TOKEN", "t0ken")).toString()).doesNotContain("EVENT_TOKEN is not set");
    }

    @Test
    void all_of_it_can_be_done_any_number_of_times() {
        scene.configureType();
        for (int each = 0; each < 3; each++) {
            with(Map.of(), connector -> connector.register(BOTH));
            assertThat(missing(Map.of())).isEmpty();
        }
        int events = scene.platform.all("subscriptions").size();
        List<ObjectNode> before = scene.platform.all("subscriptions");
        with(Map.of(), connector -> connector.register(BOTH));
        assertThat(scene.platform.all("subscriptions")).hasSize(events).isEqualTo(before);

        for (int each = 0; each < 2; each++) {
            with(Map.of(), connector -> connector.unregister(BOTH));
            assertThat(scene.platform.all("subscriptions")).isEmpty();
        }
    }

    private List<CheckSetup.Line> lines(Map<String, String> more) {
        return with(more, connector -> connector.check(BOTH));
    }

    private List<String> missing(Map<String, String> more) {
        return lines(more).stream()
                .filter(CheckSetup.Missing.class::isInstance)
                .map(line -> ((CheckSetup.Missing) line).what())
                .toList();
    }

    private <T> T with(Map<String, String> more, java.util.function.Function<Connector, T> use) {
        Map<String, String> settings = scene.settings();
        settings.put("CONNECT_SERVICE_URL", "https://connector.example/service");
        settings.putAll(more);
        try (Connector connector = Connector.of(ConnectorSettings.from(settings))) {
            return use.apply(connector);
        }
    }
}
