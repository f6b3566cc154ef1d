package io.waybill.connector.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes {@code connect.yaml}, so that the settings an installer is asked for are those of the code. */
final class ConnectManifest {
    /** Connect sets these or gives the queue's protection itself, so an installer is not asked for them. */
    private static final Set<Setting> NOT_ASKED_FOR = EnumSet.of(
            Setting.PORT,
            Setting.BIND_ADDRESS,
            Setting.EVENT_TOKEN,
            Setting.SNS_SIGNATURE_REQUIRED,
            // These come with the API client that Connect makes from the scopes below.
            Setting.CTP_PROJECT_KEY,
            Setting.CTP_REGION,
            Setting.CTP_API_URL,
            Setting.CTP_AUTH_URL,
            Setting.CTP_CLIENT_ID,
            Setting.CTP_CLIENT_SECRET,
            Setting.CTP_SCOPE);

    private static final String APPLICATIONS = """
            # Manifest of commercetools Connect: what it runs, and what it asks whoever installs it.
            # Generated from io.waybill.connector.settings.Setting; a test fails when this file is out of date.
            deployAs:
              - name: event
                applicationType: event
                endpoint: /event
                scripts:
                  postDeploy: java -jar target/event.jar post-deploy event
                  preUndeploy: java -jar target/event.jar pre-undeploy event
                healthCheck:
                  path: /event/live
                  intervalSeconds: 10
                  timeoutSeconds: 5
                  unhealthyThreshold: 3
                # Without a most: what is not acknowledged stays in the queue for seven days.
                retryPolicy:
                  strategy: exponential-backoff
                  minBackoffSeconds: 10
                  maxBackoffSeconds: 600
              - name: service
                applicationType: service
                endpoint: /service
                scripts:
                  postDeploy: java -jar target/service.jar post-deploy service
                  preUndeploy: java -jar target/service.jar pre-undeploy service
                healthCheck:
                  path: /service/live
                  intervalSeconds: 10
                  timeoutSeconds: 5
                  unhealthyThreshold: 3
              - name: job
                applicationType: job
                endpoint: /job
                properties:
                  schedule: "*/5 * * * *"
            inheritAs:
            """;

    private ConnectManifest() {}

    static List<Setting> askedFor() {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.group() != Setting.Group.DEPLOYMENT)
                .filter(Predicate.not(NOT_ASKED_FOR::contains))
                .toList();
    }

    static String yaml() {
        StringBuilder yaml = new StringBuilder(APPLICATIONS);
        yaml.append("  # Connect makes an API client with these and hands it to the applications.\n");
        yaml.append("  apiClient:\n    scopes:\n");
        scopes().forEach(scope -> yaml.append("      - ").append(scope).append('\n'));
        yaml.append("  configuration:\n    standardConfiguration:\n");
        askedFor().stream().filter(setting -> !setting.kind().secret()).forEach(setting -> append(yaml, setting));
        yaml.append("    securedConfiguration:\n");
        askedFor().stream().filter(setting -> setting.kind().secret()).forEach(setting -> append(yaml, setting));
        return yaml.toString();
    }

    /** Those of all features; a scope that another one includes is left out. */
    static List<String> scopes() {
        Set<String> all = Arrays.stream(FeatureAccess.values())
                .flatMap(feature -> feature.scopes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeIf(scope -> scope.startsWith("view_") && all.contains("manage_" + scope.substring("view_".length())));
        return List.copyOf(all);
    }

    private static void append(StringBuilder yaml, Setting setting) {
        boolean required = setting.kind().required() && setting.standard().isEmpty();
        yaml.append("      - key: ").append(setting.name()).append('\n');
        yaml.append("        description: ")
                .append(quoted(description(setting)))
                .append('\n');
        yaml.append("        required: ").append(required).append('\n');
        setting.standard()
                .ifPresent(standard -> yaml.append("        default: ")
                        .append(quoted(standard))
                        .append('\n'));
    }

    /** The explanation and what values it takes, in plain text. */
    private static String description(Setting setting) {
        String takes = setting.kind().secret() || setting.kind().description().equals("text")
                ? ""
                : " Takes: " + setting.kind().description() + ".";
        return setting.explanation().replace("`", "") + takes;
    }

    /** A string of JSON is one of YAML as well. */
    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
