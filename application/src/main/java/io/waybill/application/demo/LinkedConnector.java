package io.waybill.application.demo;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentSettings;
import io.waybill.connector.Connector;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.settings.ConnectorSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A running connector between a commercetools project and a platform, and own clients of both. */
final class LinkedConnector implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LinkedConnector.class.getName());

    /** The topic that the shop's messages go to. */
    static final String TOPIC = "waybill-demo";

    private static final String HOST = "127.0.0.1";
    private static final Set<Connector.Application> BOTH_DIRECTIONS =
            EnumSet.of(Connector.Application.EVENT, Connector.Application.SERVICE);

    private final Connector.Running connector;
    private final Map<String, String> settings;
    private final Sides sides;

    private LinkedConnector(Connector.Running connector, Map<String, String> settings, Sides sides) {
        this.connector = connector;
        this.settings = settings;
        this.sides = sides;
    }

    /**
     * Starts the connector. Nothing is registered yet.
     *
     * @param port 0 for any
     */
    static LinkedConnector start(PlatformAccess platform, ShopAccess shop, int port) {
        Map<String, String> settings = settings(platform, shop, port);
        Connector.Running connector = Connector.start(ConnectorSettings.from(settings));
        settings.put("CONNECT_SERVICE_URL", connector.baseUri() + "/service");
        return new LinkedConnector(connector, settings, new Sides(client(platform), client(shop)));
    }

    private static Map<String, String> settings(PlatformAccess platform, ShopAccess shop, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("CTP_PROJECT_KEY", shop.projectKey());
        settings.put("CTP_API_URL", shop.uri().toString());
        settings.put("CTP_AUTH_URL", shop.uri().toString());
        settings.put("CTP_CLIENT_ID", shop.clientId());
        settings.put("CTP_CLIENT_SECRET", shop.clientSecret());
        settings.put("CTP_SCOPE", scope(shop));
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
        settings.put("FEAT_PLATFORMREPORT_ACTIVE", "true");
        settings.put("CONNECT_GCP_TOPIC_NAME", TOPIC);
        settings.put("CONNECT_GCP_PROJECT_ID", "waybill-demo");
        return settings;
    }

    private static FulfilmentClient client(PlatformAccess platform) {
        return FulfilmentClient.of(FulfilmentSettings.of(
                platform.uri(),
                platform.login(),
                platform.refresh(),
                "demo",
                platform.administrator().email(),
                platform.administrator().password()));
    }

    private static Commercetools client(ShopAccess shop) {
        return new Commercetools(
                new Commercetools.Access(
                        shop.uri(),
                        shop.uri(),
                        shop.projectKey(),
                        shop.clientId(),
                        shop.clientSecret(),
                        Optional.of(scope(shop)),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20)),
                Clock.systemUTC());
    }

    private static String scope(ShopAccess shop) {
        return "manage_project:" + shop.projectKey();
    }

    /** Registers both directions, as the connector's {@code post-deploy} does; says what was done. */
    List<String> register() {
        try (Connector registration = Connector.of(ConnectorSettings.from(settings))) {
            return registration.register(BOTH_DIRECTIONS);
        }
    }

    /** Where a queue pushes the shop's messages to. */
    URI events() {
        return URI.create(connector.baseUri() + "/event?token=" + settings.get("EVENT_TOKEN"));
    }

    /** Runs the connector's job once, as Connect does every five minutes. A run that fails is the connector's to tell. */
    void reconcile() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(connector.baseUri() + "/job"))
                            .header("Authorization", "Bearer " + settings.get("EVENT_TOKEN"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException away) {
            LOG.log(Logger.Level.DEBUG, "the job could not be called: {0}", away.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says how the connector is. */
    URI status() {
        return URI.create(connector.baseUri() + "/service/status");
    }

    Sides sides() {
        return sides;
    }

    @Override
    public void close() {
        connector.close();
        sides.platform().close();
        sides.shop().close();
    }
}
