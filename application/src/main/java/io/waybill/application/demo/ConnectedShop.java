package io.waybill.application.demo;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentSettings;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.Connector;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.sandbox.Sandbox;
import io.waybill.sandbox.SandboxConfiguration;
import io.waybill.sandbox.delivery.DeliverySettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A commercetools stand-in and the connector, each with a port of its own, connected with a platform. They know each
 * other by HTTP addresses only. Close it to stop both.
 */
public final class ConnectedShop implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String TOPIC = "waybill-demo";
    private static final Set<Connector.Application> BOTH_DIRECTIONS =
            EnumSet.of(Connector.Application.EVENT, Connector.Application.SERVICE);

    private final PlatformAccess platformAccess;
    private final Sandbox sandbox;
    private final Connector.Running connector;
    private final Map<String, String> settings;
    private final Sides sides;
    private final JsonHttp http;

    private ConnectedShop(
            PlatformAccess platformAccess,
            Sandbox sandbox,
            Connector.Running connector,
            Map<String, String> settings,
            Sides sides) {
        this.platformAccess = platformAccess;
        this.sandbox = sandbox;
        this.connector = connector;
        this.settings = settings;
        this.sides = sides;
        this.http = new JsonHttp(Duration.ofSeconds(2), Duration.ofSeconds(10), "waybill-demo");
    }

    /**
     * Starts the sandbox and the connector. Nothing is registered yet.
     *
     * @param connectorPort 0 for any
     * @param sandboxPort 0 for any
     */
    public static ConnectedShop start(PlatformAccess platform, int connectorPort, int sandboxPort) {
        SandboxConfiguration configuration = SandboxConfiguration.defaults()
                .withAddress(HOST, sandboxPort)
                .withClient("demo-client", PlatformAccess.secret(), Set.of())
                .withDelivery(DeliverySettings.defaults().withRetries(Duration.ofMillis(250), Duration.ofSeconds(5)));
        Sandbox sandbox = Sandbox.start(configuration);
        Map<String, String> settings =
                settings(platform, configuration, sandbox.baseUri().toString(), connectorPort);
        Connector.Running connector;
        try {
            connector = Connector.start(ConnectorSettings.from(settings));
        } catch (RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
        settings.put("CONNECT_SERVICE_URL", connector.baseUri() + "/service");
        return new ConnectedShop(platform, sandbox, connector, settings, sides(platform, configuration, sandbox));
    }

    private static Map<String, String> settings(
            PlatformAccess platform, SandboxConfiguration shop, String shopUri, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("CTP_PROJECT_KEY", shop.projectKey());
        settings.put("CTP_API_URL", shopUri);
        settings.put("CTP_AUTH_URL", shopUri);
        settings.put("CTP_CLIENT_ID", shop.clientId());
        settings.put("CTP_CLIENT_SECRET", shop.clientSecret());
        settings.put("FFT_API_URL", platform.uri().toString());
        settings.put("FFT_LOGIN_URL", platform.login().toString());
        settings.put("FFT_REFRESH_URL", platform.refresh().toString());
        settings.put("FFT_API_KEY", "demo");
        settings.put("FFT_API_USER", platform.administrator().email());
        settings.put("FFT_API_PASSWORD", platform.administrator().password());
        settings.put("JWT_SECRET", PlatformAccess.secret());
        settings.put("JWT_ISSUER", "waybill-demo");
        settings.put("JWT_AUDIENCE", "waybill-connector");
        settings.put("JWT_SUBJECT", "waybill-platform");
        settings.put("EVENT_TOKEN", PlatformAccess.secret());
        settings.put("PORT", String.valueOf(port));
        settings.put("BIND_ADDRESS", HOST);
        settings.put("CONNECT_GCP_TOPIC_NAME", TOPIC);
        settings.put("CONNECT_GCP_PROJECT_ID", "waybill-demo");
        return settings;
    }

    private static Sides sides(PlatformAccess platform, SandboxConfiguration configuration, Sandbox sandbox) {
        FulfilmentClient fulfilment = FulfilmentClient.of(FulfilmentSettings.of(
                platform.uri(),
                platform.login(),
                platform.refresh(),
                "demo",
                platform.administrator().email(),
                platform.administrator().password()));
        Commercetools shop = new Commercetools(
                new Commercetools.Access(
                        sandbox.baseUri(),
                        sandbox.authUri(),
                        configuration.projectKey(),
                        configuration.clientId(),
                        configuration.clientSecret(),
                        Optional.of("manage_project:" + configuration.projectKey()),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20)),
                Clock.systemUTC());
        return new Sides(fulfilment, shop);
    }

    /** Registers both directions, as the connector's {@code post-deploy} does; says what was done. */
    List<String> register() {
        sandbox.pushTo(TOPIC, URI.create(connector.baseUri() + "/event?token=" + settings.get("EVENT_TOKEN")));
        try (Connector registration = Connector.of(ConnectorSettings.from(settings))) {
            return registration.register(BOTH_DIRECTIONS);
        }
    }

    Sides sides() {
        return sides;
    }

    Shop shop() {
        return new Shop(sides.shop(), http, sandbox.baseUri());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Connector.Running connector() {
        return connector;
    }

    /** Addresses and credentials of everything that runs, for people. */
    public List<String> describe() {
        SandboxConfiguration shop = sandbox.configuration();
        return List.of(
                "",
                "platform     " + platformAccess.uri() + "/api    described at " + platformAccess.uri()
                        + "/q/swagger-ui",
                "             sign in: POST " + platformAccess.login() + "?key=demo",
                "             e-mail " + platformAccess.administrator().email() + "    password "
                        + platformAccess.administrator().password(),
                "connector    " + connector.baseUri() + "/service/status",
                "sandbox      " + sandbox.baseUri() + "/" + shop.projectKey() + "    tokens at " + sandbox.authUri()
                        + "/oauth/token",
                "             client " + shop.clientId() + "    secret " + shop.clientSecret());
    }

    @Override
    public void close() {
        sandbox.close();
        connector.close();
        sides.platform().close();
        sides.shop().close();
        http.close();
    }
}
