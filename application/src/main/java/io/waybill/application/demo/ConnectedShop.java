package io.waybill.application.demo;

import io.waybill.sandbox.Sandbox;
import io.waybill.sandbox.SandboxConfiguration;
import io.waybill.sandbox.delivery.DeliverySettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A commercetools stand-in and the connector, each with a port of its own, connected with a platform. They know each
 * other by HTTP addresses only. Close it to stop both.
 */
public final class ConnectedShop implements AutoCloseable {
    private final PlatformAccess platform;
    private final Sandbox sandbox;
    private final LinkedConnector connector;

    private ConnectedShop(PlatformAccess platform, Sandbox sandbox, LinkedConnector connector) {
        this.platform = platform;
        this.sandbox = sandbox;
        this.connector = connector;
    }

    /**
     * Starts the sandbox and the connector. Nothing is registered yet.
     *
     * @param connectorPort 0 for any
     * @param sandboxPort 0 for any
     */
    public static ConnectedShop start(PlatformAccess platform, int connectorPort, int sandboxPort) {
        SandboxConfiguration configuration = SandboxConfiguration.defaults()
                .withAddress("127.0.0.1", sandboxPort)
                .withClient("demo-client", PlatformAccess.secret(), Set.of())
                .withDelivery(DeliverySettings.defaults().withRetries(Duration.ofMillis(250), Duration.ofSeconds(5)));
        Sandbox sandbox = Sandbox.start(configuration);
        try {
            ShopAccess shop = new ShopAccess(
                    sandbox.baseUri(),
                    configuration.projectKey(),
                    configuration.clientId(),
                    configuration.clientSecret());
            return new ConnectedShop(platform, sandbox, LinkedConnector.start(platform, shop, connectorPort));
        } catch (RuntimeException failure) {
            sandbox.close();
            throw failure;
        }
    }

    /** Registers both directions and lets messages flow; says what was done. */
    List<String> register() {
        sandbox.pushTo(LinkedConnector.TOPIC, connector.events());
        return connector.register();
    }

    /** Has the connector look for what either side missed, and tell the platform how it is. */
    void reconcile() {
        connector.reconcile();
    }

    Sides sides() {
        return connector.sides();
    }

    Shop shop() {
        return new Shop(sides().shop());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Where people can watch, and as whom. */
    public String console() {
        return "Watch it at " + platform.uri() + "/console as "
                + platform.administrator().email() + " with password "
                + platform.administrator().password();
    }

    /** Where the work of a facility is done. */
    String floor(String facilityId) {
        return platform.uri() + "/console/floor/" + facilityId;
    }

    /** Addresses and credentials of everything that runs, for people. */
    public List<String> describe() {
        SandboxConfiguration shop = sandbox.configuration();
        return List.of(
                "",
                "console      " + platform.uri() + "/console",
                "platform     " + platform.uri() + "/api    described at " + platform.uri() + "/q/swagger-ui",
                "             sign in: POST " + platform.login() + "?key=demo",
                "             e-mail " + platform.administrator().email() + "    password "
                        + platform.administrator().password(),
                "connector    " + connector.status(),
                "sandbox      " + sandbox.baseUri() + "/" + shop.projectKey() + "    tokens at " + sandbox.authUri()
                        + "/oauth/token",
                "             client " + shop.clientId() + "    secret " + shop.clientSecret(),
                "");
    }

    @Override
    public void close() {
        sandbox.close();
        connector.close();
    }
}
