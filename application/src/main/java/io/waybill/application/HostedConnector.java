package io.waybill.application;

import io.waybill.connector.Connector;
import io.waybill.connector.settings.ConnectorSettings;
import java.util.Map;

/** The connector inside this process. It speaks HTTP with the platform all the same. */
final class HostedConnector {
    private HostedConnector() {}

    /** Whether the operator has said anything about a commercetools project. */
    static boolean isConfigured(Map<String, String> environment) {
        return environment.entrySet().stream()
                .anyMatch(each ->
                        (each.getKey().startsWith("CTP_") || each.getKey().equals("WAYBILL_CONNECTOR_CONFIG"))
                                && !each.getValue().isBlank());
    }

    /**
     * The connector's own settings, completed: without another platform named it serves the one beside it.
     *
     * @throws RuntimeException naming everything that is missing or wrong
     */
    static ConnectorSettings settings(String host, int port, String platform) {
        System.setProperty("BIND_ADDRESS", host);
        System.setProperty("PORT", Integer.toString(port));
        Map<String, String> environment = System.getenv();
        if (!environment.containsKey("FFT_API_URL") && !environment.containsKey("FFT_PROJECT_ID")) {
            System.setProperty("FFT_API_URL", platform);
            System.setProperty("FFT_LOGIN_URL", platform + "/v1/accounts:signInWithPassword");
            System.setProperty("FFT_REFRESH_URL", platform + "/v1/token");
            if (!environment.containsKey("FEAT_PLATFORMREPORT_ACTIVE")) {
                System.setProperty("FEAT_PLATFORMREPORT_ACTIVE", "true");
            }
        }
        return ConnectorSettings.fromSurroundings();
    }

    static Connector.Running start(String host, int port, String platform) {
        return Connector.start(settings(host, port, platform));
    }
}
