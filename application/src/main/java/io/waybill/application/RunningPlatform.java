package io.waybill.application;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs inside Quarkus, once the platform answers: says so, and waits. */
public final class RunningPlatform implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
        String host = ConfigProvider.getConfig().getValue("quarkus.http.host", String.class);
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        String shownHost = host.equals("0.0.0.0") ? "localhost" : host;
        System.out.println("Waybill " + Version.number() + " is ready: http://" + shownHost + ":" + port
                + " (API description at /q/swagger-ui). Ctrl-C stops it.");
        Quarkus.waitForExit();
        return 0;
    }
}
