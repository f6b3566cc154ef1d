package io.waybill.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waybill.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a Quarkus test an empty PostgreSQL of its own: the same server, with the same settings, that Waybill runs for its users. */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    private RestartablePostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "postgres"));
            // Data and binaries lie in target/, so `mvn clean` removes what a killed test run leaves behind.
            postgres = new RestartablePostgres(EmbeddedPostgres.Options.in(Files.createTempDirectory(folder, "data-"))
                    .withBinariesDirectory(folder.resolve("binaries").toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EmbeddedPostgres server = postgres.server();
        return Map.of(
                "quarkus.datasource.jdbc.url", server.jdbcUrl(),
                "quarkus.datasource.username", server.username(),
                "quarkus.datasource.password", server.password());
    }

    @Override
    public void inject(TestInjector fields) {
        fields.injectIntoFields(postgres, new TestInjector.MatchesType(RestartablePostgres.class));
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.server().close();
        }
    }
}
