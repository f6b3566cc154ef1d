package io.waybill.sandbox;

import io.waybill.sandbox.delivery.DeliverySettings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a {@link Sandbox} is set up. Immutable; start from {@link #defaults()}.
 *
 * @param host the address to listen on
 * @param port 0 for any free port
 * @param projectKey 2 to 36 characters out of a-z, 0-9, '-' and '_'; not one of the sandbox's own paths
 * @param projectName for people
 * @param clientId of the one API client
 * @param clientSecret of the one API client
 * @param allowedScopes what the API client may ask for, for instance {@code manage_orders:demo}; empty for everything
 * @param languages locales of the project
 * @param countries ISO 3166-1 alpha-2 codes
 * @param currencies ISO 4217 codes
 * @param pushEndpoints where the notifications of a topic go
 * @param delivery how notifications are delivered
 */
public record SandboxConfiguration(
        String host,
        int port,
        String projectKey,
        String projectName,
        String clientId,
        String clientSecret,
        Set<String> allowedScopes,
        List<String> languages,
        List<String> countries,
        List<String> currencies,
        Map<String, URI> pushEndpoints,
        DeliverySettings delivery) {

    private static final Pattern PROJECT_KEY = Pattern.compile("[a-z0-9_-]{2,36}");

    public SandboxConfiguration {
        if (!PROJECT_KEY.matcher(projectKey).matches()
                || Set.of("sandbox", "oauth").contains(projectKey)) {
            throw new IllegalArgumentException(
                    "The project key '" + projectKey
                            + "' is not possible: 2 to 36 characters out of a-z, 0-9, '-' and '_', and not 'sandbox' or 'oauth'.");
        }
        if (clientId.isEmpty() || clientId.contains(":") || clientSecret.isEmpty()) {
            throw new IllegalArgumentException("Client id and secret must not be empty, and the id has no colon.");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port " + port + " is not between 0 and 65535.");
        }
        allowedScopes = Set.copyOf(allowedScopes);
        languages = List.copyOf(languages);
        countries = List.copyOf(countries);
        currencies = List.copyOf(currencies);
        pushEndpoints = Map.copyOf(pushEndpoints);
    }

    /** Project {@code demo} on any free port of 127.0.0.1, client {@code sandbox-client} / {@code sandbox-secret}. */
    public static SandboxConfiguration defaults() {
        return new SandboxConfiguration(
                "127.0.0.1",
                0,
                "demo",
                "Demo",
                "sandbox-client",
                "sandbox-secret",
                Set.of(),
                List.of("en", "de", "fr"),
                List.of("DE", "AT", "CH", "FR", "NL", "GB"),
                List.of("EUR", "CHF", "GBP"),
                Map.of(),
                DeliverySettings.defaults());
    }

    public SandboxConfiguration withAddress(String newHost, int newPort) {
        return new SandboxConfiguration(
                newHost,
                newPort,
                projectKey,
                projectName,
                clientId,
                clientSecret,
                allowedScopes,
                languages,
                countries,
                currencies,
                pushEndpoints,
                delivery);
    }

    public SandboxConfiguration withProject(String key, String name) {
        return new SandboxConfiguration(
                host,
                port,
                key,
                name,
                clientId,
                clientSecret,
                allowedScopes,
                languages,
                countries,
                currencies,
                pushEndpoints,
                delivery);
    }

    public SandboxConfiguration withClient(String id, String secret, Set<String> scopes) {
        return new SandboxConfiguration(
                host,
                port,
                projectKey,
                projectName,
                id,
                secret,
                scopes,
                languages,
                countries,
                currencies,
                pushEndpoints,
                delivery);
    }

    /** Sends the topic's notifications to the endpoint. */
    public SandboxConfiguration withPushEndpoint(String topic, URI endpoint) {
        Map<String, URI> endpoints = new HashMap<>(pushEndpoints);
        endpoints.put(topic, endpoint);
        return new SandboxConfiguration(
                host,
                port,
                projectKey,
                projectName,
                clientId,
                clientSecret,
                allowedScopes,
                languages,
                countries,
                currencies,
                endpoints,
                delivery);
    }

    public SandboxConfiguration withDelivery(DeliverySettings settings) {
        return new SandboxConfiguration(
                host,
                port,
                projectKey,
                projectName,
                clientId,
                clientSecret,
                allowedScopes,
                languages,
                countries,
                currencies,
                pushEndpoints,
                settings);
    }
}
