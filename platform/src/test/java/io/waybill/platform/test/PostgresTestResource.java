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
    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "postgres"));
            // Data and binaries lie in target/, so `mvn clean` removes what a killed test run leaves behind.
            postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(Files.createTempDirectory(folder, "data-"))
                    .withBinariesDirectory(folder.resolve("binaries").toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password());
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
