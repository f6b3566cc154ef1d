package io.waybill.application;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.waybill.connector.Connector;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs inside Quarkus, once the platform answers: starts the connector where it is wanted, says so, and waits. */
public final class RunningPlatform implements QuarkusApplication {
    /** @param arguments the connector's port, or nothing where no connector is to run */
    @Override
    public int run(String... arguments) {
        String host = ConfigProvider.getConfig().getValue("quarkus.http.host", String.class);
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        String address = "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
        if (arguments.length == 0) {
            sayReady(address, "");
            Quarkus.waitForExit();
            return 0;
        }
        try (Connector.Running connector = HostedConnector.start(host, Integer.parseInt(arguments[0]), address)) {
            sayReady(address, "; the connector is at " + connector.baseUri());
            Quarkus.waitForExit();
        }
        return 0;
    }

    private static void sayReady(String address, String more) {
        System.out.println("Waybill " + Version.number() + " is ready: " + address
                + " (console at /console, API description at /q/swagger-ui)" + more + ". Ctrl-C stops it.");
    }
}
